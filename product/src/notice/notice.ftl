<#function called project>
  <#return (project.name!project.artifactId)?trim>
</#function>
Clade
Copyright 2026 the Clade authors. Licensed under the Apache License, Version 2.0.

Clade's product is built from the software of others, under these licenses. The build makes this file (product/pom.xml); the test
NoticeTest says when the copy in the repository is old.

<#list dependencyMap?sort_by(["key", "artifactId"]) as e>
<#if e.getKey().groupId != "org.clade">
${e.getKey().groupId}:${e.getKey().artifactId} ${e.getKey().version}
  ${called(e.getKey())}<#if e.getKey().url?has_content>, ${e.getKey().url}</#if>
  <#list e.getValue() as license>${license}<#sep>; </#sep></#list>
</#if>
</#list>
