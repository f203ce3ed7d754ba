package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.RotationMark;
import io.muster.readiness.guest.RotationPolicy;
import io.muster.readiness.guest.RotationPolicy.Frequency;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogrotateTest {

    /** The packages' own files on Debian, and one of an application. */
    static final String CONF =
            """
            ==> /etc/logrotate.conf <==
            weekly
            rotate 4
            create
            dateext
            include /etc/logrotate.d

            ==> /etc/logrotate.d/nginx <==
            /var/log/nginx/*.log {
            	daily
            	missingok
            	rotate 52
            	compress
            	delaycompress
            	notifempty
            	create 0640 www-data adm
            	sharedscripts
            	prerotate
            		if [ -d /etc/logrotate.d/httpd-prerotate ]; then \\
            			run-parts /etc/logrotate.d/httpd-prerotate; \\
            		fi \\
            	endscript
            	postrotate
            		invoke-rc.d nginx rotate >/dev/null 2>&1
            		rotate 1
            	endscript
            }

            ==> /etc/logrotate.d/app <==
            "/var/log/my app/*.log" /srv/app/log/??.txt
            /srv/app/[ab]/x.log
            {
                size=100M
                nodateext
                maxage 30
                copytruncate
            }

            /var/log/one.log { monthly
              maxsize 1G
            }
            """;

    static final String STATE =
            """
            logrotate state -- version 2
            "/var/log/nginx/access.log" 2022-2-1-6:25:4
            "/var/log/my \\"app\\"/x.log" 2022-11-30-14:0:0
            "/var/log/broken" 2022-13-1-0:0:1
            """;

    static final String STATE_1 = "logrotate state -- version 1\n/var/log/messages 2022-2-1\n";

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("logrotate-conf/head-v", List.of(CONF)),
                    Map.entry("logrotate-state/cat", List.of(STATE, STATE_1)));

    @Test
    void nginx_daily_52_compressed_with_a_script_behind_it() {
        RotationPolicy nginx = policy("/var/log/nginx/*.log");
        assertThat(nginx.file()).isEqualTo("/etc/logrotate.d/nginx");
        assertThat(nginx.patterns()).containsExactly("/var/log/nginx/*.log");
        assertThat(nginx.trigger().frequency()).isEqualTo(Frequency.DAILY);
        assertThat(nginx.retention().rotate()).isEqualTo(52);
        assertThat(nginx.retention().compress()).isTrue();
        assertThat(nginx.procedure().postRotate()).isTrue();
        assertThat(nginx.trigger().sizeBytes()).isNull();
    }

    @Test
    void what_stands_outside_of_braces_holds_for_all() {
        RotationPolicy app = policy("/srv/app/log/??.txt");
        assertThat(app.retention().compress()).isFalse();
        assertThat(app.retention().rotate()).isEqualTo(4);
    }

    @Test
    void a_size_takes_the_place_of_a_frequency() {
        RotationPolicy app = policy("/srv/app/log/??.txt");
        assertThat(app.trigger().frequency()).isNull();
        assertThat(app.trigger().sizeBytes()).isEqualTo(100L << 20);
        assertThat(app.procedure().copyTruncate()).isTrue();
    }

    @Test
    void patterns_with_blanks_over_several_lines() {
        RotationPolicy app = policy("/srv/app/log/??.txt");
        assertThat(app.patterns())
                .containsExactly(
                        "/var/log/my app/*.log", "/srv/app/log/??.txt", "/srv/app/[ab]/x.log");
        assertThat(app.covers("/var/log/my app/web.log")).isTrue();
        assertThat(app.covers("/var/log/my app/sub/web.log")).isFalse();
        assertThat(app.covers("/srv/app/log/ab.txt")).isTrue();
        assertThat(app.covers("/srv/app/b/x.log")).isTrue();
        assertThat(app.covers("/srv/app/c/x.log")).isFalse();
    }

    @Test
    void a_directive_on_the_line_of_the_brace() {
        RotationPolicy one = policy("/var/log/one.log");
        assertThat(one.trigger().frequency()).isEqualTo(Frequency.MONTHLY);
        assertThat(one.trigger().maxSizeBytes()).isEqualTo(1L << 30);
    }

    @Test
    void a_file_that_says_nothing_rotates_at_a_megabyte_and_keeps_nothing() {
        RotationPolicy bare =
                Known.value(LogrotateConf.parse("/var/log/x.log {\n}\n")).items().getFirst();
        assertThat(bare.file()).isNull();
        assertThat(bare.trigger().frequency()).isNull();
        assertThat(bare.trigger().sizeBytes()).isEqualTo(1L << 20);
        assertThat(bare.retention().rotate()).isZero();
    }

    @Test
    void a_block_that_does_not_end_counts_as_it_does_for_logrotate() {
        var policies = Known.value(LogrotateConf.parse(CONF + "/var/log/x {\ndaily\n"));
        assertThat(policies.size()).isEqualTo(4);
        assertThat(policies.contains(policy -> policy.covers("/var/log/x"))).isTrue();
    }

    @Test
    void a_script_that_does_not_end_takes_its_block_with_it() {
        var policies = Known.value(LogrotateConf.parse(CONF + "/var/log/x {\ndaily\npostrotate\n"));
        assertThat(policies.contains(RotationPolicy::skipped)).isTrue();
        assertThat(policies.contains(policy -> policy.covers("/var/log/x"))).isFalse();
    }

    @Test
    void an_include_of_what_the_probe_does_not_send_leaves_a_gap() {
        var policies =
                Known.value(
                        LogrotateConf.parse(
                                """
                                ==> /etc/logrotate.conf <==
                                include /opt/shop/rotate.d
                                /var/log/x {
                                daily
                                }
                                """));
        assertThat(policies.size()).isEqualTo(1);
        assertThat(policies.complete()).isFalse();
    }

    @Test
    void a_file_that_includes_itself_comes_to_an_end() {
        var policies =
                Known.value(
                        LogrotateConf.parse(
                                """
                                ==> /etc/logrotate.conf <==
                                include /etc/logrotate.d
                                ==> /etc/logrotate.d/a <==
                                include /etc/logrotate.d
                                ==> /etc/logrotate.d/b <==
                                include /etc/logrotate.d
                                """));
        assertThat(policies.complete()).isFalse();
    }

    @Test
    void a_period_at_the_beginning_of_a_name_is_matched_by_itself_alone() {
        RotationPolicy policy =
                Known.value(LogrotateConf.parse("/srv/*.log /srv/?a {\ndaily\n}\n"))
                        .items()
                        .getFirst();
        assertThat(policy.covers("/srv/.hidden.log")).isFalse();
        assertThat(policy.covers("/srv/.a")).isFalse();
        assertThat(policy.covers("/srv/a.b.log")).isTrue();
    }

    @Test
    void a_pattern_of_stars_takes_no_time() {
        RotationPolicy policy =
                Known.value(LogrotateConf.parse("/" + "*a".repeat(500) + "b {\ndaily\n}\n"))
                        .items()
                        .getFirst();
        assertThat(policy.covers("/" + "a".repeat(1_000))).isFalse();
    }

    @Test
    void a_rotation_is_marked_with_its_second() {
        assertThat(Known.value(LogrotateState.parse(STATE)).items().getFirst())
                .isEqualTo(
                        new RotationMark(
                                "/var/log/nginx/access.log",
                                LocalDateTime.of(2022, 2, 1, 6, 25, 4)));
    }

    @Test
    void the_first_sighting_of_a_file_is_marked_with_its_hour() {
        assertThat(Known.value(LogrotateState.parse(STATE)).items().get(1))
                .isEqualTo(
                        new RotationMark(
                                "/var/log/my \"app\"/x.log",
                                LocalDateTime.of(2022, 11, 30, 14, 0)));
        assertThat(Known.value(LogrotateState.parse(STATE)).unreadable()).isEqualTo(1);
    }

    @Test
    void version_1_knows_the_day_alone() {
        assertThat(Known.value(LogrotateState.parse(STATE_1)).items())
                .containsExactly(
                        new RotationMark("/var/log/messages", LocalDateTime.of(2022, 2, 1, 0, 0)));
    }

    private static RotationPolicy policy(String pattern) {
        return Known.only(LogrotateConf.parse(CONF), policy -> policy.patterns().contains(pattern));
    }
}
