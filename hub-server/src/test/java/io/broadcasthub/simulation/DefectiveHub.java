package io.broadcasthub.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The hub and its simulation with one source file changed, compiled in memory, in a class loader of its own. */
final class DefectiveHub extends ClassLoader {
    private static final String PACKAGE = "io.broadcasthub.";
    private static final List<Path> ROOTS = List.of(Path.of("src/main/java"), Path.of("src/test/java"));

    private final Map<String, ByteArrayOutputStream> changed = new HashMap<>();

    /** @throws IllegalArgumentException if the defect's text does not occur exactly once, or does not compile instead */
    DefectiveHub(Defect defect) throws IOException {
        super(DefectiveHub.class.getClassLoader());
        Path file = ROOTS.stream()
                .map(root -> root.resolve("io/broadcasthub").resolve(defect.file()))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such file: " + defect.file()));
        String source = Files.readString(file);
        int at = source.indexOf(defect.text());
        if (at < 0 || source.indexOf(defect.text(), at + 1) >= 0) {
            throw new IllegalArgumentException(defect.file() + " has not exactly once: " + defect.text());
        }
        compile(file, source.replace(defect.text(), defect.replacement()));
    }

    private void compile(Path file, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        JavaFileManager memory = new Memory(compiler.getStandardFileManager(complaints, null, null));
        boolean compiled = compiler.getTask(
                        null,
                        memory,
                        complaints,
                        List.of("-proc:none", "-nowarn", "-cp", classPath),
                        null,
                        List.of(new Source(file, source)))
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("does not compile: " + complaints.getDiagnostics());
        }
    }

    /** Runs the simulation in it; see {@link Simulation#attempt}. */
    String[] attempt(long seed, int steps) throws ReflectiveOperationException {
        return (String[]) loadClass(Simulation.class.getName())
                .getMethod("attempt", long.class, int.class)
                .invoke(null, seed, steps);
    }

    /** What is the hub's is not shared with the hub as it is. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : name.startsWith(PACKAGE) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            ByteArrayOutputStream mine = changed.get(name);
            if (mine == null && in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = mine != null ? mine.toByteArray() : in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, DefectiveHub.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(file.toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            changed.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
