package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.mojo.DocumentationPages.Block;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** What users copy into a POM is well-formed, and has no goal and no parameter that there is not. */
class DocumentedPomTest {

    private final Map<String, MojoDescriptor> goals = PluginDescriptorTest.descriptor().getMojos().stream()
            .filter(goal -> !goal.getGoal().equals("help"))
            .collect(Collectors.toMap(MojoDescriptor::getGoal, goal -> goal, (one, other) -> one, TreeMap::new));

    @Test
    void everyConfigurationHasParametersOfItsGoals() throws Exception {
        int configurations = 0;
        for (Block block : DocumentationPages.blocks("xml")) {
            Element root = parse(block);
            NodeList found = root.getElementsByTagName("configuration");
            for (int i = 0; i < found.getLength(); i++) {
                Element configuration = (Element) found.item(i);
                if (isOurs(configuration)) {
                    Set<String> known = parameters(goalsAround(configuration));
                    assertThat(childNames(configuration)).as(block.toString()).isSubsetOf(known);
                    configurations++;
                }
            }
            NodeList named = root.getElementsByTagName("goal");
            for (int i = 0; i < named.getLength(); i++) {
                if (isOurs((Element) named.item(i))) {
                    assertThat(goals)
                            .as(block.toString())
                            .containsKey(named.item(i).getTextContent());
                }
            }
            NodeList properties = root.getElementsByTagName("properties");
            for (int i = 0; i < properties.getLength(); i++) {
                assertThat(childNames((Element) properties.item(i)).stream()
                                .filter(name -> name.startsWith("brickhouse.")))
                        .as(block.toString())
                        .isSubsetOf(properties(goals.keySet()));
            }
        }
        assertThat(configurations).isGreaterThan(5);
    }

    private static Element parse(Block block) throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        String fragment = block.text().replaceFirst("^<\\?xml .*\\?>", "");
        return builder.parse(new InputSource(new StringReader("<block>" + fragment + "</block>")))
                .getDocumentElement();
    }

    /** Within our plugin, or in a fragment of which the page says that it is in our plugin; never in settings.xml. */
    private static boolean isOurs(Element element) {
        Node plugin = around(element, "plugin");
        return around(element, "server") == null
                && (plugin == null || childText((Element) plugin, "artifactId").equals("brickhouse-maven-plugin"));
    }

    /** The goals of the execution, or all of them. */
    private Set<String> goalsAround(Element configuration) {
        Node execution = around(configuration, "execution");
        if (execution == null) {
            return goals.keySet();
        }
        Set<String> named = new HashSet<>();
        NodeList found = ((Element) execution).getElementsByTagName("goal");
        for (int i = 0; i < found.getLength(); i++) {
            named.add(found.item(i).getTextContent());
        }
        return named;
    }

    private static Node around(Node element, String name) {
        Node node = element;
        while (node != null && !node.getNodeName().equals(name)) {
            node = node.getParentNode();
        }
        return node;
    }

    private static String childText(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static List<String> childNames(Element element) {
        List<String> names = new ArrayList<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                names.add(child.getNodeName());
            }
        }
        return names;
    }

    private Set<String> parameters(Set<String> of) {
        return of.stream()
                .flatMap(goal -> PluginDescriptorTest.parameters(goals.get(goal)).stream())
                .map(Parameter::getName)
                .collect(Collectors.toSet());
    }

    private Set<String> properties(Iterable<String> of) {
        Set<String> properties = new HashSet<>();
        of.forEach(goal -> PluginDescriptorTest.parameters(goals.get(goal))
                .forEach(each -> properties.add(PluginDescriptorTest.property(goals.get(goal), each))));
        return properties;
    }
}
