package access

import "github.com/rolelint/rolelint/internal/catalog"

// Rise is an action by which its holders can get every privilege.
type Rise struct {
	Action string
	Lets   string // them do, as "create any role and give it to themselves"
}

// Rises are the actions of Elasticsearch's security that make a role as good as
// superuser (elasticsearch ClusterPrivilegeResolver.java, manage_security).
var Rises = []Rise{
	{"cluster:admin/xpack/security/role/put", "create any role and give it to themselves"},
	{"cluster:admin/xpack/security/user/put", "give any role to any user"},
	{"cluster:admin/xpack/security/role_mapping/put", "map any role to themselves"},
	{"cluster:admin/xpack/security/user/change_password", "set the password of any user, superusers included"},
}

// LetsRise says what a cluster privilege, in lower case, lets its holders do to
// get every other one; "" where it does not, or is too complex to tell.
func LetsRise(t catalog.Target, privilege string) string {
	for _, r := range Rises {
		if yes, err := ClusterPrivilegesContain(t, []string{privilege}, r.Action); yes && err == nil {
			return r.Lets
		}
	}
	return ""
}
