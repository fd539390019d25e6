package io.slots.testkit.semantics;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Java file says of rules.
 *
 * @param path where it lies in the repository, with slashes
 * @param proven the rules whose number a test in it begins with
 * @param mentions every rule that a test in it names, or that its code refuses by
 */
record JavaSource(String path, Set<RuleNumber> proven, List<Mention> mentions) {
  /**
   * A place that names a rule.
   *
   * @param number the rule
   * @param line the line in the file
   * @param text what stands there
   */
  record Mention(RuleNumber number, int line, String text) {}

  private static final Set<String> NAMES = Set.of("DisplayName", "Label");

  private static final Set<String> TESTS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "TestTemplate",
          "Property",
          "Example");

  /** A file without any of these says nothing of rules, and need not be parsed. */
  private static final List<String> TRACES = List.of("@DisplayName", "Label(", "Rule.of(");

  static JavaSource of(String path, String text) {
    if (TRACES.stream().noneMatch(text::contains)) {
      return new JavaSource(path, Set.of(), List.of());
    }
    CompilationUnit unit = parse(path, text);
    List<SingleMemberAnnotationExpr> names =
        unit.findAll(SingleMemberAnnotationExpr.class, it -> isAnyOf(it, NAMES));
    return new JavaSource(
        path,
        names.stream()
            .filter(it -> isOfATest(it.getParentNode()))
            .flatMap(it -> RuleNumber.leading(name(path, it)).stream())
            .collect(Collectors.toSet()),
        Stream.concat(
                names.stream().flatMap(it -> mentions(it, name(path, it))),
                unit.findAll(MethodCallExpr.class).stream().flatMap(JavaSource::mentions))
            .toList());
  }

  private static CompilationUnit parse(String path, String text) {
    ParserConfiguration java17 =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.JAVA_17)
            .setAttributeComments(false);
    ParseResult<CompilationUnit> result = new JavaParser(java17).parse(text);
    return result
        .getResult()
        .filter(unit -> result.isSuccessful())
        .orElseThrow(() -> new IllegalArgumentException(path + ": " + result.getProblems()));
  }

  private static String name(String path, SingleMemberAnnotationExpr annotation) {
    return text(annotation.getMemberValue())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    path + ": write " + annotation + " as a text, so that its rule can be read"));
  }

  private static Stream<Mention> mentions(Node where, String name) {
    return RuleNumber.anywhere(name).stream()
        .map(number -> new Mention(number, line(where), "\"" + name + "\""));
  }

  /** The name of a class is one of a test: of all that it holds. */
  private static boolean isOfATest(Optional<Node> named) {
    Node node = named.orElseThrow();
    return node instanceof TypeDeclaration
        || node instanceof MethodDeclaration method
            && method.getAnnotations().stream().anyMatch(it -> isAnyOf(it, TESTS))
            && !method.isAnnotationPresent("Disabled");
  }

  private static boolean isAnyOf(AnnotationExpr annotation, Set<String> names) {
    return names.contains(annotation.getName().getIdentifier());
  }

  private static Stream<Mention> mentions(MethodCallExpr call) {
    boolean makesARule =
        call.getNameAsString().equals("of")
            && call.getScope().filter(it -> it.toString().matches("(.*\\.)?Rule")).isPresent();
    List<Integer> numbers = call.getArguments().stream().flatMap(JavaSource::number).toList();
    return makesARule && numbers.size() == 2
        ? Stream.of(
            new Mention(
                new RuleNumber(numbers.get(0), numbers.get(1)), line(call), call.toString()))
        : Stream.empty();
  }

  private static int line(Node node) {
    return node.getBegin().orElseThrow().line;
  }

  private static Stream<Integer> number(Expression argument) {
    return argument instanceof IntegerLiteralExpr literal
        ? Stream.of(literal.asNumber().intValue())
        : Stream.empty();
  }

  private static Optional<String> text(Expression expression) {
    if (expression instanceof StringLiteralExpr literal) {
      return Optional.of(literal.asString());
    }
    if (expression instanceof TextBlockLiteralExpr block) {
      return Optional.of(block.asString());
    }
    if (expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
      return text(sum.getLeft()).flatMap(left -> text(sum.getRight()).map(left::concat));
    }
    return Optional.empty();
  }

  /** The name of the class that it declares. */
  String simpleName() {
    return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
  }
}
