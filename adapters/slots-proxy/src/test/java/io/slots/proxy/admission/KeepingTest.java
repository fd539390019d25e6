package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.local.StateDirectoryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is kept, and when. */
class KeepingTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final AppName BLOG = AppName.of("blog");
  private static final Instance BLUE = instance("blue");
  private static final Instance GREEN = instance("green");
  private static final RoutingTable FIRST = Tables.of("shop", 1).production(BLUE).build();
  private static final RoutingTable SECOND = Tables.of("shop", 2).production(GREEN).build();
  private static final RoutingTable OTHER = Tables.of("blog", 1).production(GREEN).build();

  private final List<Kept> kept = new ArrayList<>();
  private final List<String> admittedMeanwhile = new ArrayList<>();
  private final List<Optional<RoutingTable>> servedMeanwhile = new ArrayList<>();
  private boolean refuses;
  private final Set<AppName> unsure = new HashSet<>();
  private final Admissions admissions =
      new Admissions(
          () -> 0,
          () -> new Random(1),
          new NobodyListens(),
          new Keeper() {
            @Override
            public void keep(Kept next) {
              admittedMeanwhile.add(admitted());
              servedMeanwhile.add(elsewhere(() -> admissions.served(SHOP)));
              if (refuses) {
                throw new StateDirectoryException("the disk is full");
              }
              kept.add(next);
            }

            @Override
            public void settle(AppName app) {
              if (unsure.contains(app)) {
                throw new StateDirectoryException("the disk is full");
              }
            }

            @Override
            public void settleAll() {
              Set.copyOf(unsure).forEach(this::settle);
            }

            @Override
            public boolean isSure(AppName app) {
              return !unsure.contains(app);
            }
          });

  @Test
  void table_isKept_beforeAnybodyIsAdmittedByIt() {
    publish(FIRST, 1);
    publish(SECOND, 4);

    assertThat(kept)
        .containsExactly(
            new Kept(SHOP, 1, Optional.of(FIRST)), new Kept(SHOP, 4, Optional.of(SECOND)));
    assertThat(admittedMeanwhile).containsExactly("UNKNOWN_HOST", "blue at http://127.0.0.1:9");
    assertThat(admitted()).startsWith("green");
  }

  @Test
  void tableThatIsServed_isTold_whileAnotherIsBeingKept() {
    publish(FIRST, 1);
    publish(SECOND, 1);

    assertThat(servedMeanwhile).containsExactly(Optional.empty(), Optional.of(FIRST));
    assertThat(admissions.served(SHOP)).contains(SECOND);
  }

  @Test
  void tableThatIsNotKept_isNotInForce_norIsItsToken() {
    publish(FIRST, 1);
    refuses = true;

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> admissions.publish(SECOND, 4));
    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> admissions.fence(SHOP, 5));

    assertThat(admitted()).startsWith("blue");
    assertThat(admissions.inForce(SHOP)).contains(FIRST);
    refuses = false;
    publish(SECOND, 1);
  }

  @Test
  void nothingIsTold_whileItIsNotSureWhatIsKept() {
    publish(FIRST, 1);
    unsure.add(SHOP);

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> admissions.inForce(SHOP));
    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> admissions.publish(FIRST, 1));
    assertThat(admitted()).startsWith("blue");
  }

  @Test
  void hostIsGivenToNoApp_whileItIsNotSureWhatIsKeptOfAnother() {
    unsure.add(SHOP);

    assertThatExceptionOfType(StateDirectoryException.class).isThrownBy(() -> publish(OTHER, 1));
    assertThat(admissions.inForce(BLOG)).isEmpty();
    admissions.fence(BLOG, 1);
  }

  @Test
  void token_isKept_onceForEachHigherOne() {
    publish(FIRST, 1);
    admissions.fence(SHOP, 3);
    admissions.fence(SHOP, 3);
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> admissions.fence(SHOP, 2));

    assertThat(kept.subList(1, kept.size())).containsExactly(new Kept(SHOP, 3, Optional.of(FIRST)));
  }

  @Test
  void tokenOfTheSameTable_isKept_ifItIsHigher() {
    publish(FIRST, 1);
    publish(FIRST, 1);
    publish(FIRST, 4);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admissions.publish(FIRST, 3));

    assertThat(kept)
        .containsExactly(
            new Kept(SHOP, 1, Optional.of(FIRST)), new Kept(SHOP, 4, Optional.of(FIRST)));
  }

  @Test
  void tokenOfTheSameTable_thatIsNotKept_isNotSeen() {
    publish(FIRST, 1);
    refuses = true;

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> admissions.publish(FIRST, 4));

    refuses = false;
    publish(SECOND, 1);
  }

  @Test
  void whatWasKept_isInForce_andKeptNoSecondTime() {
    assertThat(admissions.restore(new Kept(SHOP, 7, Optional.of(FIRST)))).isEmpty();
    assertThat(admissions.restore(new Kept(AppName.of("other"), 3, Optional.empty()))).isEmpty();

    assertThat(admitted()).startsWith("blue");
    assertThat(admissions.inForce(SHOP)).contains(FIRST);
    assertThat(admissions.inForce(AppName.of("other"))).isEmpty();
    assertThat(kept).isEmpty();
    assertThat(admissions.publish(SECOND, 6))
        .isEqualTo(new RoutesAnswer.Refused("fencing token 6 is lower than 7, seen"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> admissions.fence(AppName.of("other"), 2));
  }

  private void publish(RoutingTable table, long token) {
    assertThat(admissions.publish(table, token))
        .isEqualTo(new RoutesAnswer.InForce(table.generation()));
  }

  /** What another thread finds, which holds no lock of this one's. */
  private static <T> T elsewhere(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private String admitted() {
    return admissions.admit("shop.test", TestVisitor.fresh()).toString();
  }
}
