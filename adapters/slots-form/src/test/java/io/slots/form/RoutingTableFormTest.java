package io.slots.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.spi.StoreException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables are read as they were written. */
class RoutingTableFormTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final SlotName STAGING = SlotName.of("Staging");

  private final StoredForm form =
      new StoredForm(
          new Seal() {
            @Override
            public Optional<String> close(String value, String place) {
              return Optional.empty();
            }

            @Override
            public String open(String sealed, String place) {
              return sealed;
            }
          });

  @Test
  void table_isReadAsItWasWritten() {
    RoutingTable table =
        new RoutingTable(
            SHOP,
            new RoutingGeneration(3, 17),
            List.of(
                new Route(
                    HostName.of("shop.example"),
                    SlotName.PRODUCTION,
                    Optional.of(ContentId.of("v1")),
                    List.of(
                        Instance.of("a", "http://10.0.0.1:80"),
                        Instance.of("b", "http://10.0.0.2:80").withReady(false)),
                    List.of(TrafficShare.of(STAGING, 12.5))),
                new Route(
                    HostName.of("shop-staging.example"),
                    STAGING,
                    Optional.empty(),
                    List.of(),
                    List.of())));

    RoutingTable read = form.readTable(SHOP, form.write(table));

    assertThat(read).isEqualTo(table);
    assertThat(read.routes().get(1).slot().spelling()).isEqualTo("Staging");
  }

  @Test
  void damagedTable_isToldWithoutItsText() {
    assertThatThrownBy(() -> form.readTable(SHOP, "{\"form\":3,\"app\":\"s3cret\"}"))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("s3cret");
  }
}
