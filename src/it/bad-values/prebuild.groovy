def cases = new Properties()
new File(basedir, 'cases.properties').withInputStream { cases.load(it) }
context.sentences = []
cases.each { module, text ->
    def (parameter, value, sentence) = text.split(/ \| /)
    context.sentences << sentence
    def folder = new File(basedir, module)
    folder.mkdirs()
    new File(folder, 'pom.xml').text = """\
<project>
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>com.example</groupId>
    <artifactId>bad-values</artifactId>
    <version>1.0-SNAPSHOT</version>
  </parent>
  <artifactId>${module}</artifactId>
  <packaging>pom</packaging>
  <build>
    <plugins>
      <plugin>
        <groupId>dev.brickhouse</groupId>
        <artifactId>brickhouse-maven-plugin</artifactId>
        <configuration>
          <${parameter}>${value}</${parameter}>
        </configuration>
        <executions>
          <execution>
            <goals>
              <goal>seed</goal>
            </goals>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
"""
}
return true
