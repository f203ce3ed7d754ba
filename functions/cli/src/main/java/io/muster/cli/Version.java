package io.muster.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and what it runs on: the first two questions of any report. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "muster " + (version == null ? "(not packaged)" : version),
            "Java %s, %s %s %s"
                    .formatted(
                            Runtime.version(),
                            System.getProperty("os.name"),
                            System.getProperty("os.version"),
                            System.getProperty("os.arch"))
        };
    }
}
