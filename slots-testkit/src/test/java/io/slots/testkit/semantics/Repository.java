package io.slots.testkit.semantics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the repository that this module stands in.
 *
 * @param root its root
 */
record Repository(Path root) {
  private static final String FOLDER = "slots-api";
  private static final String FILE = "SEMANTICS.md";

  /** Finds it: Maven says where the module is, an IDE starts tests in the module or above it. */
  static Repository find() {
    Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(FOLDER).resolve(FILE))) {
        return new Repository(folder);
      }
    }
    throw new AssertionError("no " + FOLDER + "/" + FILE + " in " + start + " or above it");
  }

  SemanticsDocument semantics() {
    return SemanticsDocument.of(read(file()));
  }

  /** Writes the rules anew, with the proofs that the tests name. */
  void writeProofs() {
    String written = ProofWriter.rewrite(read(file()), check());
    try {
      Files.writeString(file(), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return root.resolve(FOLDER).resolve(FILE);
  }

  SemanticsCheck check() {
    return new SemanticsCheck(semantics(), FOLDER, javaSources());
  }

  /** What all modules' Java files say of rules; generated files are not looked at. */
  private List<JavaSource> javaSources() {
    List<JavaSource> sources = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = String.valueOf(folder.getFileName());
              boolean passedOver = name.startsWith(".") || name.equals("target");
              return passedOver && !folder.equals(root)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".java")) {
                String path = root.relativize(file).toString().replace('\\', '/');
                sources.add(JavaSource.of(path, read(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
