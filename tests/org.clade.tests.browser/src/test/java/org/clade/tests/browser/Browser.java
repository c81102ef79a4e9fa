package org.clade.tests.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's Chromium, without a window. */
final class Browser implements AutoCloseable {

    private static final Json JSON = new Json();
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    /** How long a busy machine may take for one thing. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** {@return the browser; without one the calling test is skipped, or fails if CI is true} */
    static Browser start() {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
        Optional<Path> service = onPath("chromedriver");
        if (browser.isEmpty() || service.isEmpty()) {
            String missing =
                    "There is no chromium with a chromedriver on this machine, so reports were not opened in a browser.";
            assertTrue(!"true".equals(System.getenv("CI")), missing);
            Assumptions.abort(missing);
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,1000");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService by = new ChromeDriverService.Builder()
                .usingDriverExecutable(service.orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(by, options));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** {@return the driver} */
    ChromeDriver driver() {
        return driver;
    }

    /** Opens a file on a screen with a width, in light or dark mode; clears the log. */
    void open(Path page, int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        driver.get("about:blank");
        messages();
        requests();
        driver.get(page.toUri().toString());
        settle();
    }

    /** Waits until all pictures are decoded and what the script has drawn is on the screen. */
    private void settle() {
        driver.manage().timeouts().scriptTimeout(LIMIT);
        driver.executeAsyncScript("const done = arguments[0];"
                + " Promise.all([...document.images].map(image => image.decode().catch(() => 0)))"
                + ".then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(0))));");
    }

    /** {@return the page's output to the console, including script errors and refused requests} */
    List<String> messages() {
        return entries(LogType.BROWSER).map(LogEntry::getMessage).toList();
    }

    /** {@return the requested addresses, without data URLs of the page} */
    List<String> requests() {
        return entries(LogType.PERFORMANCE)
                .map(entry -> inside(JSON.toType(entry.getMessage(), Json.MAP_TYPE), "message"))
                .filter(message -> "Network.requestWillBeSent".equals(message.get("method")))
                .map(message ->
                        inside(inside(message, "params"), "request").get("url").toString())
                .filter(address -> !address.startsWith("data:"))
                .toList();
    }

    private static Map<?, ?> inside(Map<?, ?> object, String key) {
        return (Map<?, ?>) object.get(key);
    }

    private Stream<LogEntry> entries(String type) {
        return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
