import groovy.json.JsonOutput
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.stream.Collectors
import org.commonmark.ext.gfm.tables.TablesExtension
import org.commonmark.ext.heading.anchor.IdGenerator
import org.commonmark.node.*
import org.commonmark.parser.Parser
import org.commonmark.renderer.html.AttributeProvider
import org.commonmark.renderer.html.HtmlRenderer

/**
 * Makes the site from README.md and docs: the same Markdown that the repository shows, with links between the pages, a menu
 * that is the index docs/README.md, and a search that needs no network. What the pages link to in the repository comes along:
 * a project of src/it as a page with its files, any other file as a copy. A link that leads nowhere fails the build.
 */
Path root = project.basedir.toPath()
Path target = Path.of(project.build.directory, 'site')
Path templates = root.resolve('src/site')

/** A page: where it comes from, and what it is called on the site. */
class Page {
    Path source
    String file
    Node document
    String title
    List<Map> sections = []
}

def extensions = [TablesExtension.create()]
def parser = Parser.builder().extensions(extensions).build()
/** What a reader sees of a part of a page, on one line. */
def text = { Node node ->
    def seen = new StringBuilder()
    node.accept(new AbstractVisitor() {
        void visit(Text part) { seen << part.literal }
        void visit(Code part) { seen << part.literal }
        void visit(SoftLineBreak part) { seen << ' ' }
        void visit(HardLineBreak part) { seen << ' ' }
        void visit(FencedCodeBlock part) { seen << part.literal << ' ' }
        void visit(IndentedCodeBlock part) { seen << part.literal << ' ' }
        void visit(Paragraph part) { visitChildren(part); seen << ' ' }
        void visit(CustomNode part) { visitChildren(part); seen << ' ' }
    })
    seen.toString().replaceAll(/\s+/, ' ').trim()
}
def escape = { String it -> it.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;') }

def sources = ['README.md': 'index.html', 'docs/README.md': 'documentation.html', 'CHANGELOG.md': 'changelog.html',
    'CONTRIBUTING.md': 'contributing.html', 'SECURITY.md': 'reporting-vulnerabilities.html']
root.resolve('docs').toFile().listFiles().findAll { it.name.endsWith('.md') && it.name != 'README.md' }
    .sort().each { sources['docs/' + it.name] = it.name.replace('.md', '.html') }
Map<Path, Page> pages = sources.collectEntries { name, file ->
    def page = new Page(source: root.resolve(name), file: file, document: parser.parse(Files.readString(root.resolve(name))))
    [page.source, page]
}

// headings get the anchors that the repository gives them, since links name those
def divide = { Page page ->
    def ids = IdGenerator.builder().build()
    def section = null
    for (Node node = page.document.firstChild; node != null; node = node.next) {
        if (node instanceof Heading) {
            section = [id: ids.generateId(text(node)), title: text(node), level: node.level, heading: node, text: new StringBuilder()]
            page.sections << section
        } else if (section != null) {
            section.text << text(node) << ' '
        }
    }
    page.title = page.sections[0].title
    page
}
pages.values().each(divide)

Path projects = root.resolve('src/it')
/** A project of src/it with all its files, and with the versions that the build puts into them, so that they can be copied. */
def recipe = { Path folder ->
    def files = Files.walk(folder).withCloseable { all ->
        all.filter(Files::isRegularFile).sorted(Comparator.comparing { it.endsWith('pom.xml') ? 0 : 1 }.thenComparing { it })
            .collect(Collectors.toList())
    }
    def about = new Properties()
    Files.newBufferedReader(folder.resolve('invoker.properties')).withCloseable { about.load(it) }
    def markdown = new StringBuilder("# ${about['invoker.name']}\n\n")
    markdown << "The project `${folder.fileName}` of `src/it`, one of the [recipes](../../docs/recipes.md) that the build runs.\n\n"
    files.each { file ->
        def content = Files.readString(file).replaceAll(/@([\w.-]+)@/) { all, name ->
            name == 'project.version' ? project.version : project.properties[name] ?: all
        }
        markdown << "## ${folder.relativize(file).toString().replace('\\', '/')}\n\n~~~~~\n${content.stripTrailing()}\n~~~~~\n\n"
    }
    divide(new Page(source: folder, file: "recipe-${folder.fileName}.html", document: parser.parse(markdown.toString())))
}

Map<Path, Page> recipes = [:]
Map<String, Path> copies = [:]
def broken = []
/** Where a link of a page leads on the site, which then has what it names: a page, a project or a file. */
def resolve = { Page page, String link ->
    if (link ==~ /[a-z]+:.*/) {
        return link
    }
    def parts = link.split('#', 2)
    def named = parts[0].isEmpty() ? page.source : page.source.resolveSibling(parts[0]).normalize()
    def fragment = parts.length > 1 ? '#' + parts[1] : ''
    if (pages.containsKey(named)) {
        return pages[named].file + fragment
    }
    if (named == projects) {
        return pages[root.resolve('docs/recipes.md')].file
    }
    if (named.parent == projects && Files.isDirectory(named)) {
        return recipes.computeIfAbsent(named, recipe).file
    }
    if (!Files.isRegularFile(named)) {
        broken << "${root.relativize(page.source)}: $link".toString()
    }
    def name = root.relativize(named).toString().replace('\\', '/').replaceFirst('^docs/', '')
    // a browser shows a file whose name says that it is text
    def copy = named.fileName.toString().contains('.') ? name : name + '.txt'
    copies[copy] = named
    return copy + fragment
}

def html = { Page page ->
    page.document.accept(new AbstractVisitor() {
        void visit(Link link) {
            link.destination = resolve(page, link.destination)
            visitChildren(link)
        }
        void visit(Image image) {
            image.destination = resolve(page, image.destination)
            visitChildren(image)
        }
    })
    def ids = page.sections.collectEntries { [it.heading, it.id] }
    HtmlRenderer.builder().extensions(extensions)
        .attributeProviderFactory { context -> { node, tag, attributes ->
            if (ids.containsKey(node)) {
                attributes.id = ids[node]
            } else if (node instanceof FencedCodeBlock && tag == 'pre' || node instanceof IndentedCodeBlock && tag == 'pre') {
                attributes.tabindex = '0'
            }
        } as AttributeProvider }
        .build().render(page.document)
        .replace('<table>', '<div class="table" tabindex="0"><table>').replace('</table>', '</table></div>')
}

// the menu is the index of the documentation: a paragraph names a group, the links of the list below it are its pages
def index = pages[root.resolve('docs/README.md')]
def menu = [[title: null, links: [[title: 'Introduction', page: pages[root.resolve('README.md')]], [title: index.title, page: index]]]]
for (Node node = index.document.firstChild; node != null; node = node.next) {
    if (node instanceof Paragraph && node.firstChild instanceof StrongEmphasis) {
        menu << [title: text(node), links: []]
    } else if (node instanceof BulletList) {
        node.accept(new AbstractVisitor() {
            void visit(Link link) {
                def linked = pages[index.source.resolveSibling(link.destination.split('#')[0]).normalize()]
                if (linked != null && !menu.any { group -> group.links.any { it.page == linked } }) {
                    menu.last().links << [title: linked.title, page: linked]
                }
            }
        })
    }
}
menu << [title: 'The project', links: ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].collect { name ->
    def page = pages[root.resolve(name)]
    [title: page.title, page: page]
}]
def listed = menu.collectMany { it.links*.page } as Set
broken.addAll((pages.values() - listed).collect { "${root.relativize(it.source)} is not in docs/README.md".toString() })

def menuOf = { Page page ->
    menu.collect { group ->
        def items = group.links.collect { link ->
            def within = link.page == page ? page.sections.findAll { it.level == 2 } : []
            "<li><a href=\"${link.page.file}\"${link.page == page ? ' aria-current="page"' : ''}>${escape(link.title)}</a>" +
                (within.size() < 2 ? '' : '<ul>' + within.collect { "<li><a href=\"#${it.id}\">${escape(it.title)}</a></li>" }.join('') + '</ul>') +
                '</li>'
        }
        (group.title == null ? '' : "<p>${escape(group.title)}</p>") + '<ul>' + items.join('\n') + '</ul>'
    }.join('\n')
}

Files.createDirectories(target)
def template = Files.readString(templates.resolve('page.html'))
def write = { Page page ->
    def content = html(page)
    Files.writeString(target.resolve(page.file), template
        .replace('${title}', escape(page.file == 'index.html' ? page.title : page.title + ' · ' + project.name))
        .replace('${version}', escape(project.version))
        .replace('${repository}', escape(project.scm.url))
        .replace('${menu}', menuOf(page))
        .replace('${content}', content))
}
pages.values().each(write)
recipes.values().each(write)

def documents = pages.values().collectMany { page ->
    page.sections.collect { [url: page.file + '#' + it.id, page: page.title, title: it.title, text: it.text.toString().trim()] }
}
Files.writeString(target.resolve('search-index.js'), 'window.searchDocuments = ' + JsonOutput.toJson(documents) + ';\n')
['site.css', 'search.js'].each { Files.copy(templates.resolve(it), target.resolve(it), StandardCopyOption.REPLACE_EXISTING) }
def lunr = 'META-INF/resources/webjars/lunr/' + project.properties['lunr.version'] + '/lunr.js'
getClass().classLoader.getResourceAsStream(lunr).withCloseable {
    Files.copy(it, target.resolve('lunr.js'), StandardCopyOption.REPLACE_EXISTING)
}
copies.each { copy, file ->
    Files.createDirectories(target.resolve(copy).parent)
    Files.copy(file, target.resolve(copy), StandardCopyOption.REPLACE_EXISTING)
}

// what a reader can click on, in what was written
def written = pages.values() + recipes.values()
def anchors = written.collectEntries { page ->
    [page.file, (Files.readString(target.resolve(page.file)) =~ / id="([^"]+)"/).collect { it[1] } as Set]
}
written.each { page ->
    (Files.readString(target.resolve(page.file)) =~ / (?:href|src)="([^"]+)"/).collect { it[1].replace('&amp;', '&') }.each { link ->
        if (link.startsWith('#') && !anchors[page.file].contains(link.substring(1))) {
            broken << page.file + ': ' + link
        } else if (!(link ==~ /[a-z]+:.*/) && !link.startsWith('#')) {
            def (file, anchor) = link.split('#', 2).toList() + [null]
            if (!Files.exists(target.resolve(file)) || anchor != null && !anchors[file].contains(anchor)) {
                broken << page.file + ': ' + link
            }
        }
    }
}
if (!broken.isEmpty()) {
    throw new IllegalStateException('Links that lead nowhere, and pages that nothing leads to:\n' + broken.unique().join('\n'))
}
log.info("${written.size()} pages with ${documents.size()} sections: ${target.resolve('index.html').toUri()}")
