package io.muster.cli.demo;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A picture of a page in its 256 most frequent colours, which is less than half as long. */
final class SmallPicture {

    private static final int COLOURS = 256;

    private SmallPicture() {}

    /** Writes a PNG anew, over what it was. */
    static void reduce(Path png) {
        try {
            write(indexed(ImageIO.read(png.toFile())), png);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BufferedImage indexed(BufferedImage from) {
        int width = from.getWidth();
        int height = from.getHeight();
        int[] pixels = from.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(pixels).forEach(pixel -> counts.merge(pixel, 1, Integer::sum));
        List<Integer> palette =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(COLOURS)
                        .map(Map.Entry::getKey)
                        .toList();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int place = places.computeIfAbsent(pixels[i], pixel -> nearest(pixel, colours));
            to.getRaster().setSample(i % width, i / width, 0, place);
        }
        return to;
    }

    private static int nearest(int pixel, int[] colours) {
        int best = 0;
        for (int i = 1; i < colours.length; i++) {
            if (distance(pixel, colours[i]) < distance(pixel, colours[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static void write(BufferedImage image, Path png) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam best = writer.getDefaultWriteParam();
        best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        best.setCompressionQuality(0);
        Files.deleteIfExists(png);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(png.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), best);
        } finally {
            writer.dispose();
        }
    }
}
