package io.slots.haproxy.cli;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interactive session of HAProxy's command line. For one thread. */
final class CliSession implements Line {
  /** {@code "> "}, {@code "master> "}, {@code "4711(x)> "}, alone on the last line. */
  private static final Pattern PROMPT = Pattern.compile("(?:^|\n)([^\\s>]*)> $");

  /** The same, between answers that came together; the master's to an empty one has no line. */
  private static final Pattern PROMPTS = Pattern.compile("(?:\\G|\n)([\\w()]*)> ");

  private static final Pattern PAYLOAD_PROMPTS = Pattern.compile("^(?:\\+ )+");
  private static final int LONGEST_PROMPT = 100;

  private final SocketAddress address;
  private final Duration silence;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer chunk = ByteBuffer.allocate(65_536);
  private String prompt = "";

  /** Whether the answer to the very first command, which asks for prompts, is still to come. */
  private boolean fresh = true;

  private CliSession(
      SocketAddress address, Duration silence, SocketChannel channel, Selector selector)
      throws IOException {
    this.address = address;
    this.silence = silence;
    this.channel = channel;
    this.selector = selector;
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
  }

  /**
   * Connects.
   *
   * @param silence how long HAProxy may keep silent
   */
  static CliSession open(SocketAddress address, Duration silence) throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    CliSession session;
    try {
      session = new CliSession(address, silence, channel, Selector.open());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    try {
      if (!channel.connect(address)) {
        session.await(SelectionKey.OP_CONNECT);
        if (!channel.finishConnect()) {
          throw new SocketTimeoutException("no connection to " + address);
        }
      }
      // Its answer is read with that of the first command, which need not wait for it.
      session.send("prompt\n");
      return session;
    } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
      session.close();
      throw new IOException("there is no address " + address + " at which HAProxy might be", e);
    } catch (IOException e) {
      session.close();
      throw new IOException("cannot talk to HAProxy at " + address + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String ask(String command) throws IOException {
    return exchange(command + "\n", 1).get(0);
  }

  @Override
  public String ask(String command, String payload) throws IOException {
    return PAYLOAD_PROMPTS
        .matcher(exchange(command + " <<\n" + payload + "\n", 1).get(0))
        .replaceFirst("");
  }

  @Override
  public List<String> askAll(List<String> commands) throws IOException {
    return exchange(String.join("\n", commands) + "\n", commands.size());
  }

  /** What stands before {@code >} in the prompt: whom the commands go to. */
  String prompt() {
    return prompt;
  }

  private List<String> exchange(String text, int count) throws IOException {
    send(text);
    int skipped = fresh ? 1 : 0;
    List<String> answers = answers(count + skipped);
    fresh = false;
    return answers.subList(skipped, answers.size());
  }

  private void send(String text) throws IOException {
    ByteBuffer out = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (true) {
      channel.write(out);
      if (!out.hasRemaining()) {
        return;
      }
      await(SelectionKey.OP_WRITE);
    }
  }

  private List<String> answers(int count) throws IOException {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    while (true) {
      chunk.clear();
      int read = channel.read(chunk);
      if (read < 0) {
        throw new EOFException("HAProxy closed the connection to " + address);
      }
      if (read == 0) {
        await(SelectionKey.OP_READ);
        continue;
      }
      in.write(chunk.array(), 0, read);
      if (chunk.get(read - 1) != ' ') {
        continue;
      }
      if (count > 1) {
        List<String> answers = split(in.toString(StandardCharsets.UTF_8));
        if (answers.size() == count) {
          return answers;
        }
      } else if (endsWithPrompt(tail(in, read))) {
        String whole = in.toString(StandardCharsets.UTF_8);
        return ImmutableList.of(trimmed(whole.substring(0, whole.length() - prompt.length() - 2)));
      }
    }
  }

  /** Takes short answers apart, in which no line begins as a prompt does. */
  private List<String> split(String whole) {
    ImmutableList.Builder<String> answers = ImmutableList.builder();
    Matcher prompts = PROMPTS.matcher(whole);
    int from = 0;
    while (prompts.find()) {
      answers.add(trimmed(whole.substring(from, prompts.start())));
      prompt = prompts.group(1);
      from = prompts.end();
    }
    return answers.build();
  }

  private static String trimmed(String answer) {
    return CharMatcher.is('\n').trimTrailingFrom(answer);
  }

  /** The end of what was read, so that a long answer is not searched again with each part. */
  private String tail(ByteArrayOutputStream in, int read) {
    if (in.size() == read || read >= LONGEST_PROMPT) {
      int from = Math.max(0, read - LONGEST_PROMPT);
      String text = new String(chunk.array(), from, read - from, StandardCharsets.UTF_8);
      return from == 0 && in.size() == read ? text : "." + text;
    }
    return in.toString(StandardCharsets.UTF_8);
  }

  private boolean endsWithPrompt(String text) {
    Matcher matcher = PROMPT.matcher(text);
    if (!matcher.find()) {
      return false;
    }
    prompt = matcher.group(1);
    return true;
  }

  private void await(int what) throws IOException {
    key.interestOps(what);
    selector.selectedKeys().clear();
    if (selector.select(silence.toMillis()) == 0) {
      throw new SocketTimeoutException(
          "HAProxy kept silent for " + silence.toMillis() + " ms at " + address);
    }
  }

  /** A connection that cannot be closed properly is closed all the same. */
  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
