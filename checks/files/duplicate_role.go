package files

import (
	"fmt"
	"path"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var duplicateRole = checks.Check{
	Rule: diag.Rule{
		ID:       "duplicate-role",
		Category: diag.Hygiene,
		Severity: diag.Warning,
		Title:    "A file has two roles of one name",
		Why: "A role that is stored replaces the one of the same name whole; they do not add up. Which of the two holds in the end depends on the order in which the file is sent. " +
			"In `roles.yml` it is the last (rolesyml-duplicate-role).",
		What:     "Merge them into one, or rename one.",
		Evidence: []string{"https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-role"},
	},
	File: func(p *checks.Pass) {
		if p.File.Format == role.RolesYML {
			return
		}
		first := map[string]*role.Role{}
		for _, r := range p.File.Roles {
			if !r.Named() || r.API == role.APIKey { // a file may have several keys
				continue
			}
			before, twice := first[r.Name]
			if !twice {
				first[r.Name] = r
				continue
			}
			p.Report(namePlace(r), fmt.Sprintf("role %q stands in this file before; a role replaces the one of its name, so only one of them will hold", r.Name),
				checks.OfRole(r), checks.Related(namePlace(before), "here before"))
		}
	},
}

var roleInSeveralFiles = checks.Check{
	Rule: diag.Rule{
		ID:       "role-in-several-files",
		Category: diag.Hygiene,
		Severity: diag.Info,
		Title:    "A role is defined in several files of a folder",
		Why: "A role that is stored replaces the one of the same name whole; two definitions do not add up. Which one holds depends on the order in which the files are sent. " +
			"Between `roles.yml` and the API it is settled: Elasticsearch looks for a role in `roles.yml` first, and where it finds it there, the one that was stored through the API has no effect. " +
			"Only files of one folder are compared, since folders are often clusters; names that are taken from file names do not count.",
		What: "Merge the definitions, rename one, or put files for different clusters into different folders.",
		Evidence: []string{
			"https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-put-role",
			"elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/store/RoleProviders.java@46e5f2b80ed26b740a6facdfb96926fb449d8b86",
		},
	},
	Folder: func(p *checks.Pass) {
		told := map[string]bool{}
		for _, r := range p.File.Roles {
			before, again := p.Earlier[r.Name]
			if !again || told[r.Name] || !r.Named() {
				continue
			}
			told[r.Name] = true
			then := "a role replaces the one of its name, so only the definition that is sent last will hold"
			switch {
			case (before.API == role.FileStore) != (r.API == role.FileStore):
				then = "on a cluster with both, the one of roles.yml holds and the one that is stored through the API has no effect"
			case r.API == role.FileStore:
				then = "where such files are put together, the last definition replaces the others"
			}
			p.Report(namePlace(r), fmt.Sprintf("role %q is defined in %s too; %s", r.Name, path.Base(strings.ReplaceAll(before.File, `\`, "/")), then), checks.OfRole(r))
		}
	},
}

// namePlace is where the role's name stands in the text.
func namePlace(r *role.Role) diag.Place {
	switch r.Format {
	case role.KibanaBody, role.ElasticsearchBody, role.KibanaList, role.ElasticsearchList:
		return checks.Value(r.NameNode)
	}
	return checks.Key(r.Node)
}
