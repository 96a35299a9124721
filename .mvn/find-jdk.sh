# Sourced by ./mvnw and ./run: leaves a JDK 25 (or newer) in JAVA_HOME and first on the PATH, or says what to install.
# Looks at JAVA_HOME, the PATH, Debian's and Red Hat's JVM folder, SDKMAN, Homebrew and macOS' java_home.
orderwatch_find_jdk() {
  wanted=25
  for home in "${JAVA_HOME:-}" \
    "$(java_on_path=$(command -v javac 2>/dev/null) && dirname "$(dirname "$(readlink -f "$java_on_path" 2>/dev/null || echo "$java_on_path")")")" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$([ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v "$wanted+" 2>/dev/null)"; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    if [ "${major:-0}" -ge "$wanted" ]; then
      JAVA_HOME=$home
      PATH=$home/bin:$PATH
      export JAVA_HOME PATH
      return 0
    fi
  done
  echo "No JDK $wanted found: install one, for example with 'sdk install java 25-tem' or from https://adoptium.net, or point JAVA_HOME at it." >&2
  return 1
}
orderwatch_find_jdk || exit 1
