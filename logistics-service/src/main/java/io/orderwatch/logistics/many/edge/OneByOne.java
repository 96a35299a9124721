package io.orderwatch.logistics.many.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.orderwatch.logistics.many.edge.ManyApi.Result;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Bodies;
import io.orderwatch.operations.edge.rest.Lines;
import io.orderwatch.operations.edge.rest.Problems;
import io.orderwatch.operations.edge.rest.Streamed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** The lines of a body, answered one by one and in their order while it is read. */
@Singleton
class OneByOne {

  /** In bytes; the longest command has less than 4,000. */
  static final int LONGEST_LINE = 64 * 1024;

  private static final Logger LOG = Logger.getLogger(OneByOne.class);

  /** What becomes of one line. */
  @FunctionalInterface
  interface Each {
    Result of(Lines.Line line) throws SQLException;
  }

  private final Bodies bodies;

  @Inject
  OneByOne(Bodies bodies) {
    this.bodies = bodies;
  }

  /**
   * @param what the lines are, for the log
   */
  StreamingOutput answer(String what, InputStream body, Each each) {
    return Streamed.answer(what, results -> answer(new Lines(body, LONGEST_LINE), each, results));
  }

  /** The text of a line; 400 if it is too long. */
  static byte[] text(Lines.Line line) {
    var text = line.text();
    if (text == null) {
      throw BadInput.inBody("line", "must have at most " + LONGEST_LINE + " bytes");
    }
    return text;
  }

  private void answer(Lines lines, Each each, OutputStream results) throws IOException {
    for (var next = lines.next(); next.isPresent(); next = lines.next()) {
      var line = next.get();
      if (line.text() == null || !new String(line.text(), US_ASCII).isBlank()) {
        var result = result(line, each);
        results.write(bodies.write(result));
        results.write('\n');
        if (ended(result)) {
          return;
        }
      }
      if (lines.idle()) {
        results.flush();
      }
    }
  }

  private static Result result(Lines.Line line, Each each) {
    try {
      return each.of(line);
    } catch (HttpProblem problem) {
      return Result.of(line.number(), problem);
    } catch (WebApplicationException e) {
      return Result.of(line.number(), Problems.of(e));
    } catch (SQLException | PersistenceException e) {
      return Result.of(line.number(), unavailable());
    } catch (RuntimeException e) {
      LOG.errorf("line %d failed: %s", line.number(), e.getClass().getName());
      return Result.of(line.number(), HttpProblem.valueOf(Response.Status.INTERNAL_SERVER_ERROR));
    }
  }

  /** Something is away: what was answered stands, this line and what follows may be sent again. */
  private static HttpProblem unavailable() {
    return HttpProblem.builder()
        .withTitle("Not now")
        .withStatus(Response.Status.SERVICE_UNAVAILABLE)
        .withDetail("Nothing was read after this line: send it and the following again.")
        .build();
  }

  private static boolean ended(Result result) {
    return result.problem() != null
        && result.problem().getStatusCode() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
  }
}
