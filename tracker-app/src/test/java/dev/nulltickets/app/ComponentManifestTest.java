package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import org.junit.jupiter.api.Test;

class ComponentManifestTest {
    private final JsonFields manifest =
            JsonFields.parse(ComponentManifest.json().value());

    @Test
    void itSaysWhatItDescribes() {
        assertThat(manifest.integer("schema_version")).isEqualTo(1);
        assertThat(manifest.string("name")).isEqualTo("nulltickets");
        assertThat(manifest.string("display_name")).isEqualTo("nullTickets");
        assertThat(manifest.string("description")).isNotBlank();
        assertThat(manifest.string("version")).isEqualTo(Version.current());
    }

    @Test
    void itSaysHowToStartAndWatchIt() {
        assertThat(manifest.fields("launch").string("command")).isEqualTo("serve");
        assertThat(manifest.fields("launch").strings("args")).isEmpty();
        JsonFields health = manifest.fields("health");
        assertThat(health.string("endpoint")).isEqualTo("/health");
        assertThat(health.string("port_from_config")).isEqualTo("port");
        assertThat(health.integer("timeout_ms")).isEqualTo(750);
        assertThat(manifest.objects("ports")).singleElement().satisfies(port -> {
            assertThat(port.string("name")).isEqualTo("api");
            assertThat(port.string("config_key")).isEqualTo("port");
            assertThat(port.integer("default")).isEqualTo(7700);
            assertThat(port.string("protocol")).isEqualTo("http");
        });
    }

    @Test
    void itSaysWhatMayStandInTheConfigFile() {
        JsonFields config = manifest.fields("config");
        assertThat(config.string("file")).isEqualTo("config.json");
        assertThat(config.string("home_variable")).isEqualTo("NULLTICKETS_HOME");
        assertThat(config.objects("keys"))
                .extracting(key -> key.string("key"))
                .contains("port", "db", "api_token", "allowed_hosts")
                .doesNotContain("config")
                .hasSize(Settings.ALL.size() - 1);
        assertThat(config.objects("keys"))
                .filteredOn(key -> key.bool("secret", false))
                .extracting(key -> key.string("key"))
                .containsExactly("api_token");
    }

    @Test
    void itAsksWhatFromJsonUnderstands() {
        assertThat(manifest.fields("wizard").string("apply")).isEqualTo("--from-json");
        assertThat(manifest.fields("wizard").objects("steps"))
                .extracting(step -> step.string("id") + " " + step.string("type") + " " + step.bool("secret", false)
                        + " " + step.bool("required", true))
                .containsExactly(
                        "port integer false false", "db_path string false false", "api_token string true false");
    }

    @Test
    void itNamesAStartScriptForEachPlatform() {
        JsonFields platforms = manifest.fields("platforms");
        assertThat(platforms.names())
                .containsExactly("linux-x86_64", "linux-aarch64", "macos-x86_64", "macos-aarch64", "windows-x86_64");
        assertThat(platforms.names())
                .allSatisfy(platform -> assertThat(platforms.fields(platform).string("start_script"))
                        .isEqualTo(platform.startsWith("windows") ? "nulltickets.cmd" : "nulltickets"));
        assertThat(manifest.fields("requirements").fields("java").integer("minimum_version"))
                .isEqualTo(21);
    }
}
