package io.slots.benchmarks.result;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What {@link ResultTable} has written.
 *
 * @param machine on what it was measured, and when; empty if the file does not tell
 * @param rows the values by their columns
 */
public record ResultFile(String machine, List<Map<String, String>> rows) {
  /** Copies the list. */
  public ResultFile {
    rows = List.copyOf(rows);
  }

  /** Reads the file, if it is there. */
  public static Optional<ResultFile> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser = format.parse(reader);
        Stream<String> lines = Files.lines(file)) {
      String machine =
          lines.findFirst().filter(it -> it.startsWith("#")).map(it -> it.substring(1)).orElse("");
      return Optional.of(
          new ResultFile(
              machine.strip(), parser.getRecords().stream().map(CSVRecord::toMap).toList()));
    }
  }
}
