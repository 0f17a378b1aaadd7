package source

import _ "github.com/rolelint/rolelint/internal/role" // want `internal/source may not import internal/role`
