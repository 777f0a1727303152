@echo off
rem Starts nullTickets on Windows: finds a JDK 21 or newer, builds on first use, and runs the program with the given
rem arguments. JAVA_HOME is tried first, then the java on the PATH, then the usual places. NULLTICKETS_JAVA_OPTS adds
rem JVM options. Unlike the script for other systems, it does not see that sources have changed.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "jar=%root%tracker-app\target\dist\nulltickets.jar"
set "java="

if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~j"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do call :try "%%~d\bin\java.exe"
if not defined java (
  >&2 echo nulltickets: no JDK 21 or newer found; install one, or set JAVA_HOME to it
  exit /b 1
)

if exist "%jar%" goto run
>&2 echo nulltickets: building, on first use; this takes a minute or two
pushd "%root%"
call mvn -B -ntp -q -Dmaven.test.skip=true package -pl tracker-app -am 1>&2
popd
if not exist "%jar%" (
  >&2 echo nulltickets: the build failed
  exit /b 1
)

:run
set "options=-XX:+UseSerialGC -Xms64m -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED"
if %version% GEQ 25 set "options=%options% -XX:+UseCompactObjectHeaders"
"%java%" %options% %NULLTICKETS_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem Sets java and version from one place, if nothing was found before and what is there is new enough.
rem It says: openjdk full version "21.0.4+7-LTS"
:try
if defined java exit /b 0
if not exist "%~1" exit /b 0
set "feature=0"
for /f tokens^=2^ delims^=.-_+^" %%v in ('call "%~1" -fullversion 2^>^&1') do set "feature=%%v"
if %feature% LSS 21 exit /b 0
set "java=%~1"
set "version=%feature%"
exit /b 0
