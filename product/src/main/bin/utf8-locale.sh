# shellcheck shell=sh
# Sourced by clade and by mvnw, before they start Java. Java reads and writes file names and arguments in the charset of the locale. If that is
# ASCII (LC_ALL=C, no LANG, or a locale that is not installed) all other letters are lost, and no option of Java 17 prevents it. So Java then
# gets a UTF-8 locale. Any other charset of the user stays unchanged.

utf8_locale() {
  if ! command -v locale >/dev/null; then # musl knows this name without any files
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C.UTF-8}}} in
    C | POSIX) export LC_ALL=C.UTF-8 ;;
    esac
    return 0
  fi
  case $(locale charmap 2>&1) in
  ANSI_X3.4-1968 | US-ASCII | *[!A-Za-z0-9_.:-]*) ;; # ASCII, or a message about a missing locale
  *) return 0 ;;
  esac
  for utf8 in C.UTF-8 C.utf8 en_US.UTF-8; do
    if [ "$(LC_ALL=$utf8 locale charmap 2>&1)" = UTF-8 ]; then
      export LC_ALL=$utf8
      return 0
    fi
  done
}

utf8_locale
