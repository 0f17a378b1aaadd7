package role

import "github.com/rolelint/rolelint/internal/source"

// answered reports whether a document is the answer to a query for roles: the
// roles that were found, and how many there are.
//
// Source: elastic/kibana x-pack/platform/plugins/shared/security/server/routes/
// authorization/roles/query.ts@0bb969d39d7db14931313255399b24e78e1040ab,
// and elastic/elasticsearch QueryRoleResponse.toXContent.
func answered(doc *source.Node) bool {
	roles := doc.Get("roles")
	return roles != nil && roles.Kind == source.Array && (number(doc.Get("count")) || number(doc.Get("total")))
}

func number(n *source.Node) bool { return n != nil && n.Kind == source.Number }

// listOf reports whether a list has a role for certain.
func listOf(list *source.Node, look func(*source.Node) evidence) bool {
	for _, e := range list.Children {
		if look(e) == solid {
			return true
		}
	}
	return false
}

// descriptors returns the role descriptors of an API key, by name: those of the
// body that creates or updates it, of the one that grants it for somebody else,
// and of every key in the answer to a GET or a query. What limits such a key,
// limited_by, is a copy of its owner's roles and is left out.
//
// Source: elastic/elasticsearch-specification specification/security/
// {create_api_key,grant_api_key,get_api_key,query_api_keys}.
func descriptors(doc *source.Node) []*source.Node {
	keys := []*source.Node{doc, doc.Get("api_key")}
	if list := doc.Get("api_keys"); list != nil && list.Kind == source.Array {
		keys = append(keys, list.Children...)
	}
	var found []*source.Node
	for _, key := range keys {
		if d := key.Get("role_descriptors"); d != nil && d.Kind == source.Object {
			found = append(found, d)
		}
	}
	return found
}
