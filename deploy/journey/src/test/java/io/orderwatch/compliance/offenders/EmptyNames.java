package io.orderwatch.compliance.offenders;

/** Planted: one of every name that says nothing. */
public interface EmptyNames {

  record AbstractCase() {}

  record CaseImpl() {}

  record CaseManager() {}

  record CaseUtil() {}

  record CaseUtils() {}

  record CaseHelper() {}

  record CaseBase() {}

  record CaseDto() {}

  record CaseEntity() {}

  record CaseService() {}

  record CaseProcessor() {}

  record CaseFactory() {}
}
