package io.broadcasthub.image;

import java.nio.file.Path;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The image of this source tree, built when it is first needed. */
final class HubImage {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final ImageFromDockerfile BUILT = build();

    private HubImage() {}

    private static ImageFromDockerfile build() {
        ImageFromDockerfile image =
                new ImageFromDockerfile("broadcast-hub-test", true).withDockerfile(ROOT.resolve("Dockerfile"));
        String base = System.getProperty("hub.image.base", "");
        return base.isEmpty() ? image : image.withBuildArg("BASE", base);
    }
}
