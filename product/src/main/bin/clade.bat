@echo off
rem Starts Clade: finds Java 17 or later and passes every argument on.
rem   JAVA_HOME   the Java to use; without it the one on PATH
rem   CLADE_OPTS  further options for the JVM, for example -Xmx4g
rem   CLADE_LOG   the log file
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"

set "version="
for /f tokens^=2^ delims^=^" %%v in ('^""%java%" -version 2^>^&1 ^| findstr /c:" version "^"') do if not defined version set "version=%%v"
if not defined version (
  echo clade: No Java was found, neither by JAVA_HOME nor on PATH; install Java 17 or later. 1>&2
  exit /b 1
)
set "major=0"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% LSS 17 (
  echo clade: Clade needs Java 17 or later, and %java% is version %version%; let JAVA_HOME name a newer one. 1>&2
  exit /b 1
)
set "native="
if %major% GEQ 22 set "native=--enable-native-access=ALL-UNNAMED"

set "log="
if defined CLADE_LOG set "log="-Dlogback.configurationFile=%home%\etc\logback-file.xml" "-Dclade.log=%CLADE_LOG%""

rem Java only passes work to libtorch, so its second compiler compiles only very hot code: it would take a core from libtorch's threads (ADR 0026).
rem Image operations (ADR 0071) and the map of a report compute in Java, so it compiles them early.
set "both=-XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=50000 -XX:Tier4CompileThreshold=200000 -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,org.clade.augment.*::*,0.01 -XX:CompileCommand=CompileThresholdScaling,org.clade.report.map.*::*,0.01"
rem A command that computes nothing ends before the second compiler would pay off.
set "compilers=-XX:TieredStopAtLevel=1"
rem libtorch loads at its first use; for a command that trains it loads while the bundles start.
set "early=-Dclade.engine.early=true"

rem A name may have its scope before it (clade:run), and may be two words (part verify).
set "name=%~1"
if not defined name set "name=-f"
if "%name:~0,6%"=="clade:" set "name=%name:~6%"
if "%name%"=="part" set "name=part:%~2"
if "%name%"=="cluster" for %%c in (start join status leave) do if "%~2"=="%%c" set "name=cluster:%%c"
for %%c in (-f run cluster resume demo baseline bench predict table features features:score similar tune part:verify part:deploy) do if "%name%"=="%%c" set "compilers=%both% %early%"

set "OPT_OUT_TRACKING=true"
"%java%" -XX:+UseSerialGC -Xmn64m %compilers% -XX:MetaspaceSize=256m -Xshare:auto -XX:-UsePerfData %native% %CLADE_OPTS% -Dclade.home="%home%" %log% -jar "%home%\lib\org.clade.launcher.jar" %*
exit /b %errorlevel%
