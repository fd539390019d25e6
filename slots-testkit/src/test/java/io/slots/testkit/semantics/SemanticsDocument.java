package io.slots.testkit.semantics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * {@code SEMANTICS.md}, read: a heading that begins with a number begins a chapter or a rule, a
 * paragraph that begins with "Proof:" has its proofs, and two lists tell what is not proven.
 */
final class SemanticsDocument extends AbstractVisitor {
  static final String NOT_PROVEN = "Not proven yet";
  static final String PROVEN_IN_PART = "Proven in part";
  static final String PROOF = "Proof:";

  private final List<RuleNumber> numbers = new ArrayList<>();
  private final Map<RuleNumber, List<String>> proofs = new HashMap<>();
  private final Map<String, Set<RuleNumber>> lists = new HashMap<>();
  private final List<List<List<String>>> tables = new ArrayList<>();

  private Optional<RuleNumber> rule = Optional.empty();
  private String section = "";

  private SemanticsDocument() {}

  static SemanticsDocument of(String markdown) {
    SemanticsDocument document = new SemanticsDocument();
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(markdown)
        .accept(document);
    return document;
  }

  /** Chapters and rules, in their order. */
  List<RuleNumber> numbers() {
    return numbers;
  }

  /** Where the proofs of a chapter or rule lead, as written. */
  List<String> proofs(RuleNumber number) {
    return proofs.getOrDefault(number, List.of());
  }

  /** The rules that are listed in the section of that title. */
  Set<RuleNumber> listed(String title) {
    return lists.getOrDefault(title, Set.of());
  }

  /** The rows, without the heading, of the table whose first column is headed so. */
  List<List<String>> table(String firstHeading) {
    return tables.stream()
        .filter(table -> table.get(0).get(0).equals(firstHeading))
        .map(table -> table.subList(1, table.size()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table whose first column is " + firstHeading));
  }

  @Override
  public void visit(Heading heading) {
    section = text(heading);
    rule = RuleNumber.leading(section).stream().findFirst();
    rule.ifPresent(numbers::add);
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (rule.isPresent() && text(paragraph).startsWith(PROOF)) {
      for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
        if (node instanceof Link link) {
          proofs.computeIfAbsent(rule.get(), it -> new ArrayList<>()).add(link.getDestination());
        }
      }
    }
  }

  @Override
  public void visit(ListItem item) {
    lists.computeIfAbsent(section, title -> new TreeSet<>()).addAll(RuleNumber.leading(text(item)));
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      tables.add(new ArrayList<>());
    }
    visitChildren(block);
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableRow) {
      tables.get(tables.size() - 1).add(new ArrayList<>());
    }
    if (node instanceof TableCell) {
      List<List<String>> table = tables.get(tables.size() - 1);
      table.get(table.size() - 1).add(text(node));
    } else {
      visitChildren(node);
    }
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak part) {
            text.append(' ');
          }
        });
    return text.toString();
  }
}
