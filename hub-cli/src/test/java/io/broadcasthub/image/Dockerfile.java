package io.broadcasthub.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of the Dockerfile, each on one line. */
record Dockerfile(List<Instruction> instructions) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

    /** @param rest what stands behind the name */
    record Instruction(String name, String rest) {
        /** The exec form: what is run, word by word, with no shell around it. */
        List<String> words() throws IOException {
            JsonNode array = JsonMapper.builder().build().readTree(rest.substring(rest.indexOf('[')));
            List<String> words = new ArrayList<>();
            array.forEach(word -> words.add(word.asText()));
            return words;
        }
    }

    static Dockerfile read() throws IOException {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : Files.readAllLines(ROOT.resolve("Dockerfile"))) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            boolean goesOn = part.endsWith("\\");
            line.append(goesOn ? part.substring(0, part.length() - 1) : part);
            if (!goesOn) {
                String[] split = line.toString().split(" +", 2);
                instructions.add(new Instruction(split[0], split[1]));
                line.setLength(0);
            }
        }
        return new Dockerfile(instructions);
    }

    Instruction only(String name) {
        List<Instruction> found =
                instructions.stream().filter(i -> i.name().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " is there " + found.size() + " times");
        }
        return found.get(0);
    }

    List<String> names() {
        return instructions.stream().map(Instruction::name).toList();
    }

    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        Matcher matcher = VARIABLE.matcher(only("ENV").rest());
        while (matcher.find()) {
            variables.put(matcher.group(1), matcher.group(2));
        }
        return variables;
    }
}
