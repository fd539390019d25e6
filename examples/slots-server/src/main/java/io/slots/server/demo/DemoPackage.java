package io.slots.server.demo;

import io.slots.examples.stage.service.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Builds the service of the other examples as a jar: what somebody would deploy. */
public final class DemoPackage {
  private static final List<String> CLASSES =
      List.of("Service", "ServiceConfig", "Endpoints", "InFlight");

  private DemoPackage() {}

  /** Returns the jar of a version. */
  public static byte[] jar(String version) {
    return jar(version, false);
  }

  /** Returns the jar of a version that ends as soon as it is started. */
  public static byte[] brokenJar(String version) {
    return jar(version, true);
  }

  private static byte[] jar(String version, boolean broken) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.MAIN_CLASS, broken ? "none.Missing" : Service.class.getName());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      add(jar, "version.txt", version.getBytes(StandardCharsets.UTF_8));
      for (String name : CLASSES) {
        String path = Service.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        try (InputStream in = Service.class.getClassLoader().getResourceAsStream(path)) {
          if (in == null) {
            throw new IllegalStateException(path + " is not on the class path");
          }
          add(jar, path, in.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the demo cannot be packed", e);
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    JarEntry entry = new JarEntry(name);
    // So that the same version is the same bytes, whenever it is packed.
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }
}
