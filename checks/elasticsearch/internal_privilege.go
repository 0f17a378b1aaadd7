package elasticsearch

import (
	"fmt"
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
)

var internalPrivilege = checks.Check{
	Rule: diag.Rule{
		ID:       "internal-privilege",
		Category: diag.Excess,
		Severity: diag.Warning,
		Title:    "A privilege is granted that is for Elasticsearch's own use",
		Why: "`cross_cluster_replication` and `cross_cluster_replication_internal` are what Elasticsearch puts into cross-cluster API keys. " +
			"Its documentation says that they must not be granted directly; the index privilege `cross_cluster_replication` is for `remote_indices` only. " +
			"`cross_cluster_search` is for these keys too, with one exception: ES|QL across clusters that are connected by API key requires it on the local cluster, as does `ENRICH` there. " +
			"So a role with `remote_indices` or `remote_cluster` may well need it; in another one the finding is an info, since a second role may grant what is remote.",
		What:     "For data of remote clusters grant index privileges under `remote_indices`, and `cross_cluster_search` where ES|QL queries them; or, where clusters trust each other by certificate, `read_cross_cluster` on the remote cluster. For replication grant `manage_ccr` and `manage_follow_index`.",
		Evidence: []string{privilegeDocs, esqlAcrossClusters, clusterResolver, indexPrivilege},
		Versions: "8.10 and later, where the privileges exist",
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for s, privilege := range privileges(p.Role) {
			if judge(s, privilege.Value, p.Target).verdict != fine {
				continue
			}
			switch name := strings.ToLower(privilege.Value); {
			case s == cluster && name == "cross_cluster_search":
				if !reachesRemotes(p.Role) {
					p.Report(checks.Value(privilege.Node), fmt.Sprintf("cluster privilege %q is for ES|QL on remote clusters, of which this role reaches none: it has no remote_indices; remove it, unless another role of its holders has them", privilege.Value),
						checks.Severity(diag.Info))
				}
			case s == cluster && name == "cross_cluster_replication",
				name == "cross_cluster_replication_internal":
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("%s %q must not be granted directly: it is for the cross-cluster API keys that Elasticsearch makes; remove it", s.kind(), privilege.Value))
			case s == index && name == "cross_cluster_replication":
				p.Report(checks.Value(privilege.Node), fmt.Sprintf("index privilege %q is for remote_indices only; to follow indices here grant \"manage_follow_index\"", privilege.Value))
			}
		}
	},
}

// reachesRemotes reports whether the role says anything about remote clusters.
func reachesRemotes(r *role.Role) bool { return len(r.RemoteIndices)+len(r.RemoteCluster) > 0 }

var createCanOverwrite = checks.Check{
	Rule: diag.Rule{
		ID:       "create-can-overwrite",
		Category: diag.Excess,
		Severity: diag.Info,
		Title:    "The privilege create can overwrite documents",
		Why: "The index privilege `create` restricts less than its name says: an index request may overwrite a document that is there. Only `create_doc` refuses that. " +
			"Where documents are only added, the difference is whether somebody who takes over a client can change what was written before.",
		What:     "Grant `create_doc`. The shipper has to send `op_type: create`, as all do for data streams.",
		Evidence: []string{privilegeDocs, indexPrivilege},
	},
	Role: func(p *checks.Pass) {
		if p.Role.BuiltInExport() {
			return
		}
		for e := range entries(p.Role) {
			var create *role.Text
			wider := false
			for i := range e.Privileges {
				switch strings.ToLower(e.Privileges[i].Value) {
				case "create":
					create = &e.Privileges[i]
				case "index", "write", "all":
					wider = true
				}
			}
			if create != nil && !wider {
				p.Report(checks.Value(create.Node), `"create" can overwrite documents that are there, whatever its name says; where documents are only added, grant "create_doc"`)
			}
		}
	},
}
