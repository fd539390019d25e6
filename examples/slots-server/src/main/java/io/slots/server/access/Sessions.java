package io.slots.server.access;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Sessions of browsers: a cookie stands for a token, so that no script has to keep one. Each has a
 * second secret that only the page knows, which every request that changes something must show ,
 * see {@link Identification}. They are in memory: a restart ends them. Thread-safe.
 */
public final class Sessions {
  /** How long a session lasts after its last use. */
  public static final Duration LIFE = Duration.ofHours(8);

  private static final int MOST = 1_000;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Session> byId =
      CacheBuilder.newBuilder().expireAfterAccess(LIFE).maximumSize(MOST).build();

  /**
   * A session.
   *
   * @param id what the cookie holds
   * @param tokenId the token that it stands for
   * @param csrf what requests that change something must show besides
   */
  public record Session(String id, String tokenId, String csrf) {
    /** Returns whose it is, and none of its secrets. */
    @Override
    public String toString() {
      return "session of " + tokenId;
    }
  }

  /** Begins a session for who has shown a good token. */
  public Session begin(Token token) {
    Session session = new Session(secret(), token.id(), secret());
    byId.put(session.id(), session);
    return session;
  }

  /** The session that a cookie stands for, if it is not over. */
  public Optional<Session> find(String id) {
    return Optional.ofNullable(byId.getIfPresent(id));
  }

  /** Ends a session, if there is one. */
  public void end(String id) {
    byId.invalidate(id);
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
