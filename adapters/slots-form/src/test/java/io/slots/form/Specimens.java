package io.slots.form;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.RequestId;
import io.slots.operation.Task;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import io.slots.settings.StickyNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes values with every attribute set, to other than its default in one variant at least, found
 * by looking at their classes: whoever adds an attribute need not think of it here. The variants
 * are numbered, and go through the words of every enumeration and both values of every flag.
 */
final class Specimens {
  /** Stands wherever the value of a setting does. */
  static final String SECRET = "hunter2-the-marker";

  /** Enough to have every word of the longest enumeration, with either value of a flag. */
  static final int VARIANTS = 2 * SettingCategory.values().length;

  /** What forms 1 to 3 did not have. */
  private static final Set<String> NEW_IN_FORM_4 = Set.of("Deployment.restart");

  /** What forms 1 and 2 did not have. */
  private static final Set<String> NEW_SINCE_FORM_3 =
      Set.of("Deployed.undrained", "Deployment.restart", "QueuedDeployment.requestId");

  /** The attributes that are paths to warm up. */
  private static final Set<String> PATHS = Set.of("paths", "warmUpPaths");

  private final int variant;
  private final Class<?> task;
  private final Set<String> without;
  private final boolean secretPaths;

  /** Of that variant; operations have facts of that type. */
  Specimens(int variant, Class<?> task) {
    this(variant, task, Set.of(), false);
  }

  private Specimens(int variant, Class<?> task, Set<String> without, boolean secretPaths) {
    this.variant = variant;
    this.task = task;
    this.without = without;
    this.secretPaths = secretPaths;
  }

  /** Whose paths to warm up have the secret in them, wherever they are. */
  static Specimens withSecretPaths(int variant, Class<?> task) {
    return new Specimens(variant, task, Set.of(), true);
  }

  /** Without what form 4 has brought. */
  static Specimens beforeForm4(int variant, Class<?> task) {
    return new Specimens(variant, task, NEW_IN_FORM_4, false);
  }

  /** Without what forms 3 and 4 have brought. */
  static Specimens beforeForm3(int variant, Class<?> task) {
    return new Specimens(variant, task, NEW_SINCE_FORM_3, false);
  }

  /** Every type of facts. */
  static List<Class<?>> tasks() {
    return List.of(Task.class.getPermittedSubclasses());
  }

  <T> T of(Class<T> type) {
    return type.cast(ofType(type));
  }

  private Object ofType(Type type) {
    if (type instanceof ParameterizedType generic) {
      Object first = ofType(generic.getActualTypeArguments()[0]);
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == Optional.class) {
        return Optional.of(first);
      }
      if (raw == Map.class) {
        return Map.of(first, ofType(generic.getActualTypeArguments()[1]));
      }
      return raw == Set.class ? Set.of(first) : List.of(first);
    }
    return ofClass((Class<?>) type);
  }

  private Object ofClass(Class<?> type) {
    Object leaf = leaves().get(type);
    if (leaf != null) {
      return leaf;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[variant % type.getEnumConstants().length];
    }
    try {
      return ofBuilder(type == Task.class ? task : type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no specimen of " + type, e);
    }
  }

  private Map<Class<?>, Object> leaves() {
    return Map.ofEntries(
        Map.entry(String.class, "/text"),
        Map.entry(int.class, 200),
        Map.entry(Integer.class, 200),
        Map.entry(long.class, 7L),
        Map.entry(boolean.class, flag()),
        Map.entry(Duration.class, Duration.ofMillis(1_001)),
        Map.entry(Instant.class, Instant.parse("2026-01-02T03:04:05.678901Z")),
        Map.entry(URI.class, URI.create("http://127.0.0.1:80")),
        Map.entry(Setting.class, setting()),
        Map.entry(Settings.class, Settings.of(setting(), Setting.of("Mixed_Case", SECRET))),
        Map.entry(SettingKey.class, SettingKey.appSetting("PASSWORD")),
        Map.entry(StickyNames.class, StickyNames.of(SettingKey.connectionString("Orders"))),
        Map.entry(AppName.class, AppName.of("Shop")),
        Map.entry(SlotName.class, SlotName.of("Staging")),
        Map.entry(HostName.class, HostName.of("shop.example")),
        Map.entry(InstanceId.class, InstanceId.of("web-1")),
        Map.entry(Instance.class, Instance.of("web-1", "http://127.0.0.1:80").withReady(flag())),
        Map.entry(ContentId.class, ContentId.of("v1")),
        Map.entry(TrafficShare.class, TrafficShare.of(SlotName.of("Staging"), 12.3)),
        Map.entry(EngineId.class, EngineId.of("web", "2")),
        Map.entry(OperationId.class, OperationId.of("op-1")),
        Map.entry(RequestId.class, RequestId.of("request 1")));
  }

  private boolean flag() {
    return variant / SettingCategory.values().length == 0;
  }

  private Setting setting() {
    SettingCategory[] categories = SettingCategory.values();
    SettingCategory category = categories[variant % categories.length];
    ConnectionType[] types = ConnectionType.values();
    return Setting.builder()
        .key(SettingKey.of(category, SettingName.of("Password")))
        .value(SECRET)
        .connectionType(
            category == SettingCategory.CONNECTION_STRING
                ? Optional.of(types[variant / categories.length % types.length])
                : Optional.empty())
        .madeByServiceConnector(flag())
        .build();
  }

  private Object ofBuilder(Class<?> type) throws ReflectiveOperationException {
    Class<?> builderType =
        Class.forName(type.getPackageName() + ".Immutable" + type.getSimpleName() + "$Builder");
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.getSimpleName().equals("Builder")) {
        builderType = nested;
      }
    }
    Constructor<?> constructor = builderType.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object builder = constructor.newInstance();
    for (Method attribute : type.getMethods()) {
      if (attribute.getParameterCount() == 0
          && !Modifier.isStatic(attribute.getModifiers())
          && !without.contains(type.getSimpleName() + "." + attribute.getName())) {
        set(builder, attribute);
      }
    }
    Method build = builderType.getMethod("build");
    build.setAccessible(true);
    return build.invoke(builder);
  }

  private void set(Object builder, Method attribute) throws ReflectiveOperationException {
    boolean collection = Collection.class.isAssignableFrom(attribute.getReturnType());
    for (Method setter : builder.getClass().getMethods()) {
      Class<?>[] parameters = setter.getParameterTypes();
      if (setter.getName().equals(attribute.getName())
          && parameters.length == 1
          && (collection
              ? parameters[0] == Iterable.class
              : parameters[0].equals(attribute.getReturnType()))) {
        setter.setAccessible(true);
        setter.invoke(
            builder,
            secretPaths && PATHS.contains(attribute.getName())
                ? List.of("/", "/warm?key=" + SECRET)
                : ofType(attribute.getGenericReturnType()));
        return;
      }
    }
  }
}
