package config

import (
	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
)

// keys are the keys of the configuration, in the order of the documentation. A
// new key is an entry here and a field of Config.
func keys() []key[Config] {
	return []key[Config]{
		{
			name: "extends", value: extended(),
			doc: "Configuration files that this one builds on. A later one overrides an earlier one, and this file all of them.",
		},
		{
			name: "target", value: group("target", targetKeys(), func(c *Config) *catalog.Target { return &c.Target }),
			doc: "What findings are stated for.",
		},
		{
			name: "files", value: listOf("files", fileKeys(), glob(func(f *FilePattern) *Glob { return &f.Glob }), func(c *Config) *[]FilePattern { return &c.Files }),
			doc: "Which files of a folder are role files; without it every JSON and YAML file is looked at. The first entry that matches a file says what it is. What cannot be parsed there is a finding, and so is what is empty or only nearly a role (`file-without-role`).",
		},
		{
			name: "preset", initial: diag.Recommended.String(), value: preset(func(c *Config) **diag.Preset { return &c.Preset }),
			doc: "Which built-in rules are on where `rules` does not name them: `minimal` has only what is certain, `strict` every rule.",
		},
		{
			name: "rules", value: rules(true, func(c *Config) *RuleSettings { return &c.RuleSettings }),
			doc: "Rules by id: a severity, or an object with the severity, options of the rule and whether it is locked.",
		},
		{
			name: "fail-on", initial: diag.Warning.String(),
			value: choice(failOnNames, ParseFailOn, func(c *Config, s diag.Severity) { c.FailOn = &s }, func(c *Config) string { return failOnName(c.FailOn) }),
			doc:   "The least severity that makes the exit code 1.",
		},
		{
			name: "overrides", value: listOf("overrides", overrideKeys(), value[Override]{}, func(c *Config) *[]Override { return &c.Overrides }),
			doc: "What holds for some files only. Where several entries match a file, a later one wins.",
		},
		{
			name: "policies", value: paths("folders", func(c *Config) *[]string { return &c.Policies }),
			doc: "Folders with rules of your own in Rego.",
		},
		{
			name: "intents", value: paths("files", func(c *Config) *[]string { return &c.Intents }),
			doc: "Files that declare what roles are for.",
		},
		{
			name: "role-mappings", value: paths("files", func(c *Config) *[]string { return &c.RoleMappings }),
			doc: "Files with role mappings, which are looked at beside the roles.",
		},
		{
			name: "kibana-yml", value: onePath("file", func(c *Config) *string { return &c.KibanaYML }),
			doc: "The `kibana.yml` that the roles are for.",
		},
		{
			name: "spaces", value: onePath("file", func(c *Config) *string { return &c.Spaces }),
			doc: "A list of the spaces that there are: what `GET /api/spaces/space` returns, or ids.",
		},
		{
			name: "assignee-roles", value: texts("role names, with `*` and `?`", func(c *Config) *[]string { return &c.AssigneeRoles }),
			doc: "Roles that are meant for people whom cases are assigned to. A role can say it itself: `metadata: {rolelint: {intent: cases/assignee}}`.",
		},
		{
			name: "suppressions", value: listOf("suppressions", suppressionKeys(), value[Suppression]{}, func(c *Config) *[]Suppression { return &c.Suppressions }),
			doc: "Findings that are known and meant, by rule, role, file and place; what is given must all hold. See suppressions.md.",
		},
		{
			name: "require-reason", value: boolean(func(c *Config) *bool { return &c.RequireReason }),
			doc: "Whether every suppression must say why, here and in the files.",
		},
		{
			name: "baseline", value: onePath("file", func(c *Config) *string { return &c.Baseline }),
			doc: "The file that `rolelint baseline` has written; only what is not in it is reported.",
		},
	}
}

func targetKeys() []key[catalog.Target] {
	standard := catalog.Default()
	return []key[catalog.Target]{
		{
			name: "stack", initial: standard.Stack.String(), value: stack(),
			doc: "Version of Kibana and Elasticsearch, 7.17 and later.",
		},
		{
			name: "license", initial: standard.License.String(),
			value: choice(licenses(), catalog.ParseLicense, func(t *catalog.Target, l catalog.License) { t.License = l }, func(t *catalog.Target) string { return t.License.String() }),
			doc:   "The license.",
		},
		{
			name: "deployment", initial: standard.Deployment.String(),
			value: choice(deployments(), catalog.ParseDeployment, func(t *catalog.Target, d catalog.Deployment) { t.Deployment = d }, func(t *catalog.Target) string { return t.Deployment.String() }),
			doc:   "How the Stack is run.",
		},
	}
}

func fileKeys() []key[FilePattern] {
	return []key[FilePattern]{
		{
			name: "glob", required: true, value: glob(func(f *FilePattern) *Glob { return &f.Glob }),
			doc: "The files; `**` stands for any number of folders.",
		},
		{name: "as", value: format(), doc: "What the files are; otherwise their content decides."},
	}
}

func overrideKeys() []key[Override] {
	return []key[Override]{
		{name: "files", required: true, value: globs(func(o *Override) *[]Glob { return &o.Files }), doc: "The files; `**` stands for any number of folders."},
		{name: "preset", value: preset(func(o *Override) **diag.Preset { return &o.Preset }), doc: "The preset that holds for them."},
		{
			name: "rules", value: rules(false, func(o *Override) *RuleSettings { return &o.RuleSettings }),
			doc: "Severities and options of rules for them; what it does not name stays as it is.",
		},
	}
}
