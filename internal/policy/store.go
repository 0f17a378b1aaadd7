package policy

import (
	"context"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// store holds the base documents: data.rolelint.config, and
// data.rolelint.catalog, built when a rule first reads it, since most runs
// never do.
type store struct {
	storage.Store // empty
	catalog       func() storage.Store
}

func newStore(catalog func() *ast.Term, config *ast.Term) storage.Store {
	return store{
		Store: inmem.NewFromASTObject(ast.NewObject(
			item("rolelint", ast.ObjectTerm(item("config", config))),
		)),
		catalog: sync.OnceValue(func() storage.Store {
			return inmem.NewFromASTObject(ast.NewObject(
				item("rolelint", ast.ObjectTerm(item("catalog", catalog()), item("config", config))),
			))
		}),
	}
}

// Read returns the document at a path.
func (s store) Read(ctx context.Context, txn storage.Transaction, path storage.Path) (any, error) {
	catalogPath := storage.Path{"rolelint", "catalog"}
	if !path.HasPrefix(catalogPath) && !catalogPath.HasPrefix(path) {
		return s.Store.Read(ctx, txn, path)
	}
	full := s.catalog()
	txn, err := full.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer full.Abort(ctx, txn)
	return full.Read(ctx, txn, path)
}
