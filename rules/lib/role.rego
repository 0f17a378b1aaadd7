package rolelint.lib.role

# built_in is true of a built-in role: answers of the server list those too.
built_in if input.role.metadata._reserved == true

# superuser is true where the role can give itself everything, whatever else
# it grants: superuser-equivalent says so.
superuser if rolelint.answer(input.role, {"cluster": "cluster:admin/xpack/security/role/put"}).answer == "yes"

# cluster[i] is the cluster privilege at that place, in lower case, as
# Elasticsearch reads it.
cluster[i] := lower(privilege) if some i, privilege in input.role.cluster
