package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
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
}
