package io.slots.server;

import io.slots.examples.stage.service.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages as somebody would send them: a zip with a {@code run.sh} that starts at once. */
final class TestPackage {
  private static final List<String> CLASSES =
      List.of("Service", "ServiceConfig", "Endpoints", "InFlight");

  private TestPackage() {}

  static byte[] zip(String version) {
    String java = System.getProperty("java.home") + "/bin/java";
    return of(
        version,
        "exec "
            + java
            + " -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dservice.startup-ms=0"
            + " -Dservice.warmup-ms=0 -Dservice.version="
            + version
            + " -cp . "
            + Service.class.getName());
  }

  /** A version that ends as soon as it is started. */
  static byte[] broken(String version) {
    return of(version, "exit 3");
  }

  private static byte[] of(String version, String command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "run.sh", command.getBytes(StandardCharsets.UTF_8));
      add(zip, "version.txt", version.getBytes(StandardCharsets.UTF_8));
      for (String name : CLASSES) {
        String path = Service.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        try (InputStream in = Service.class.getClassLoader().getResourceAsStream(path)) {
          add(zip, path, in == null ? new byte[0] : in.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
