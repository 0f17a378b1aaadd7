# What the policies of this folder share: the team that a role belongs to.
package policies.team

# of is the team of the role: what its metadata say, or the first word of its
# name.
of := input.role.metadata.team

of := split(input.role.name, "-")[0] if not input.role.metadata.team
