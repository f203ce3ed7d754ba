package io.muster.readiness.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages in which Muster speaks to people. Programs are always answered in English. */
public enum Language {
    ENGLISH("en"),
    KOREAN("ko");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Its ISO 639 code, which is also the name of the folder of its texts. */
    public String tag() {
        return tag;
    }

    /**
     * The language of a locale as POSIX, Java and browsers write it: {@code ko}, {@code
     * ko_KR.UTF-8}, {@code ko-KR}.
     *
     * @return empty for a language that Muster does not speak
     */
    public static Optional<Language> of(String locale) {
        String code = locale.strip().split("[-_.@]", 2)[0].toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(language -> language.tag.equals(code)).findFirst();
    }
}
