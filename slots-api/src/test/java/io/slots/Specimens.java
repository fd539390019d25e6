package io.slots;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Limits;
import io.slots.operation.LimitsChange;
import io.slots.operation.RequestId;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.StickyNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one of every value type of the library, found by looking at its classes, so that a new type
 * is covered without anybody thinking of it. Wherever a value of a setting can be, it is {@link
 * #SECRET}.
 */
final class Specimens {
  /** Stands wherever a setting's value does. */
  static final String SECRET = "hunter2-the-marker";

  private static final Setting SETTING = Setting.of("PASSWORD", SECRET);

  /** The value of a setting, or content's own with a key in it. */
  private static final String PATH = "/warm?key=" + SECRET;

  private static final Map<Class<?>, Object> LEAVES =
      Map.ofEntries(
          leaf(String.class, "text"),
          leaf(int.class, 200),
          leaf(Integer.class, 200),
          leaf(long.class, 7L),
          leaf(boolean.class, true),
          leaf(OptionalInt.class, OptionalInt.of(7)),
          leaf(Duration.class, Duration.ofSeconds(1)),
          leaf(Instant.class, Instant.EPOCH),
          leaf(URI.class, URI.create("http://127.0.0.1:80")),
          leaf(Setting.class, SETTING),
          leaf(Settings.class, Settings.of(SETTING)),
          leaf(SettingKey.class, SETTING.key()),
          leaf(SettingName.class, SETTING.name()),
          leaf(StickyNames.class, StickyNames.of(SETTING.key())),
          leaf(SettingsPolicy.class, SettingsPolicy.functions2019()),
          leaf(AppName.class, AppName.of("shop")),
          leaf(SlotName.class, SlotName.of("staging")),
          leaf(HostName.class, HostName.of("shop.localhost")),
          leaf(InstanceId.class, InstanceId.of("web-1")),
          leaf(Instance.class, Instance.of("web-1", "http://127.0.0.1:80")),
          leaf(ContentId.class, ContentId.of("v1")),
          leaf(
              Content.class,
              Content.builder().id(ContentId.of("v1")).version("v1").addWarmUpPaths(PATH).build()),
          leaf(WarmUpPlan.class, WarmUpPlan.builder().addPaths(PATH).successOnly(true).build()),
          leaf(Plan.class, Plan.premium(1)),
          leaf(TrafficShare.class, TrafficShare.of(SlotName.of("staging"), 1)),
          leaf(
              App.class,
              App.of(AppName.of("shop"), Plan.premium(1))
                  .withSlot(Slot.named(SlotName.of("staging")).withSettings(Settings.of(SETTING)))),
          leaf(Limits.class, Limits.defaults()),
          leaf(LimitsChange.class, LimitsChange.to(Limits.defaults())),
          leaf(OperationId.class, OperationId.of("op-1")),
          leaf(RequestId.class, RequestId.of("request-1")),
          leaf(Rule.class, Rule.of(3, 7)));

  private Specimens() {}

  private static Map.Entry<Class<?>, Object> leaf(Class<?> type, Object value) {
    return Map.entry(type, value);
  }

  /** All types whose instances are values: records, and those that the generator implements. */
  static Stream<Class<?>> valueTypes() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slots")
            .stream()
            .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::reflect)
            .filter(it -> it.isRecord() || builder(it) != null || LEAVES.containsKey(it));
  }

  /** Returns a specimen of {@code type}. */
  static Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type first = generic.getActualTypeArguments()[0];
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == Optional.class) {
        return Optional.of(of(first));
      }
      if (raw == Map.class) {
        return Map.of(of(first), of(generic.getActualTypeArguments()[1]));
      }
      return raw == Set.class ? Set.of(of(first)) : List.of(of(first));
    }
    return ofClass((Class<?>) type);
  }

  private static Object ofClass(Class<?> type) {
    Object leaf = LEAVES.get(type);
    if (leaf != null) {
      return leaf;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isSealed()) {
      return ofClass(type.getPermittedSubclasses()[0]);
    }
    try {
      return type.isRecord() ? ofRecord(type) : ofBuilder(type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no specimen of " + type, e);
    }
  }

  private static Object ofRecord(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Stream.of(components).map(it -> of(it.getGenericType())).toArray();
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  /** Returns the nested Builder, or the generated one, or nothing if there is neither. */
  private static @Nullable Class<?> builder(Class<?> type) {
    Class<?> nested = find(type.getName() + "$Builder");
    return nested != null
        ? nested
        : find(type.getPackageName() + ".Immutable" + type.getSimpleName() + "$Builder");
  }

  private static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static Object ofBuilder(Class<?> type) throws ReflectiveOperationException {
    Class<?> builderType = requireNonNull(builder(type), type + " is no value type");
    Constructor<?> constructor = builderType.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object builder = constructor.newInstance();
    for (Method attribute : type.getMethods()) {
      if (attribute.getParameterCount() == 0 && !Modifier.isStatic(attribute.getModifiers())) {
        set(builder, attribute);
      }
    }
    Method build = builderType.getMethod("build");
    build.setAccessible(true);
    return requireNonNull(build.invoke(builder));
  }

  private static void set(Object builder, Method attribute) throws ReflectiveOperationException {
    boolean collection = Collection.class.isAssignableFrom(attribute.getReturnType());
    for (Method setter : builder.getClass().getMethods()) {
      Class<?>[] parameters = setter.getParameterTypes();
      if (setter.getName().equals(attribute.getName())
          && parameters.length == 1
          && (collection
              ? parameters[0] == Iterable.class
              : parameters[0].equals(attribute.getReturnType()))) {
        setter.setAccessible(true);
        setter.invoke(builder, of(attribute.getGenericReturnType()));
        return;
      }
    }
  }
}
