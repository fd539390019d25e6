package io.slots.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RaisedTokensTest {
  private static final AppName SHOP = AppName.of("shop");

  private final SlotStore store = InMemorySlotStore.create();
  private final SlotStore raised = new RaisedTokens(store, 70);

  @Test
  @DisplayName("S9.4 an app that nobody knows begins above, so that its first record says so")
  void lastToken_ofNobody_isTheLeast() {
    assertThat(raised.lastFencingToken(SHOP).toCompletableFuture()).isCompletedWithValue(70L);
  }

  @Test
  @DisplayName("S9.4 a record of a lower token is found with the least, one of a higher as it is")
  void found_isRaised_ifItIsLower() {
    App app = App.of(SHOP, Plan.premium(1));
    AppRecord first = AppRecord.first(app, 7);
    store.create(first).toCompletableFuture().join();
    assertThat(found()).isEqualTo(first.toBuilder().fencingToken(70).build());

    AppRecord higher = first.toBuilder().fencingToken(71).version(2).build();
    store.replace(higher, List.of()).toCompletableFuture().join();
    assertThat(found()).isEqualTo(higher);
    assertThat(raised.lastFencingToken(SHOP).toCompletableFuture()).isCompletedWithValue(71L);
  }

  private AppRecord found() {
    return raised.find(SHOP).toCompletableFuture().join().orElseThrow();
  }
}
