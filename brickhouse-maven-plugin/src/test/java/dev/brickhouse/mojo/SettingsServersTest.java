package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.console.Console;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsServersTest {

    @ParameterizedTest
    @ValueSource(strings = {"{abc}", "x{y}z", "{}", "a{b", "}{", "{not base 64!}", "{p4ssw0rd}"})
    void whatIsInBracesMayBeAPlainPassword(String password) {
        assertThat(SettingsServers.isPlain(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u+9EF1iFQyJQ=}",
                "my comment {RWx1c2l2ZSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaA==} and more",
                "{[name=master,cipher=AES/GCM/NoPadding,version=4.0]vvq66pZ7rkvzSPStGTI9q4QDnsmuDwo+LtjraRel2b0=}"
            })
    void whatLooksEncryptedIsNoPlainPassword(String password) {
        assertThat(SettingsServers.isPlain(password)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"\\{plain\\},{plain}", "a\\{b,a{b", "a\\b,a\\b", "plain,plain"})
    void aBackslashBeforeABraceIsNoPartOfAPlainPassword(String inSettings, String password) {
        assertThat(found(inSettings, inSettings)).isEqualTo(password);
    }

    @Test
    void aDecryptedPasswordIsTakenAsItIs() {
        assertThat(found("{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u+9EF1iFQyJQ=}", "a\\{b\\}"))
                .isEqualTo("a\\{b\\}");
    }

    @ParameterizedTest
    @CsvSource({"' az get-token ',az get-token", "'  ',", "'',"})
    void aCommandForThePasswordStandsInTheConfiguration(String written, String command) {
        Server server = server(null);
        assertThat(SettingsServers.passwordCommand(server)).isNull();

        Xpp3Dom configuration = new Xpp3Dom("configuration");
        server.setConfiguration(configuration);
        assertThat(SettingsServers.passwordCommand(server)).isNull();

        Xpp3Dom element = new Xpp3Dom("passwordCommand");
        element.setValue(written);
        configuration.addChild(element);
        assertThat(SettingsServers.passwordCommand(server)).isEqualTo(command);
    }

    /** What is found where Maven makes one thing of the other; it returns what it does not take for encrypted. */
    private static String found(String inSettings, String decrypted) {
        Settings settings = new Settings();
        settings.addServer(server(inSettings));
        SettingsDecrypter decrypter = request -> new SettingsDecryptionResult() {
            @Override
            public Server getServer() {
                return server(decrypted);
            }

            @Override
            public List<Server> getServers() {
                return List.of(getServer());
            }

            @Override
            public Proxy getProxy() {
                return null;
            }

            @Override
            public List<Proxy> getProxies() {
                return List.of();
            }

            @Override
            public List<SettingsProblem> getProblems() {
                return List.of();
            }
        };
        return new SettingsServers(settings, decrypter)
                .find("shop", Console.SILENT)
                .getPassword();
    }

    private static Server server(String password) {
        Server server = new Server();
        server.setId("shop");
        server.setPassword(password);
        return server;
    }
}
