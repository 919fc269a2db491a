package workforce

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
)

// MaxPage is the most things that one page of a list holds.
const MaxPage = 500

// Page is one page of a list. Next is the cursor of the next page, empty on
// the last.
type Page[T any] struct {
	Items []T
	Next  string
}

// Register offers the verbs that all kinds of thing share. Every verb sees no
// more than its scope does; whether the caller may use the verb at all is
// decided at the door.
//
// Besides the errors named at each verb, all return *InvalidError for what
// cannot be, and the errors of the [Book].
type Register[T any] struct {
	store Store
	book  Book[T]
	noun  noun[T]
}

// noun is what a register has to know about its kind.
type noun[T any] struct {
	kind  Kind
	check func(T) (T, error) // the constructor
	code  func(T) string     // nil: things of this kind have no code, and lists no pages
	// refers lists what a thing points at; those that are 0 point at nothing.
	refers func(T) []reference
	// admit is a rule that needs the store; nil where there is none.
	admit func(ctx context.Context, scope auth.Scope, thing T) error
}

// reference is one field that points at another thing.
type reference struct {
	field string
	kind  Kind
	id    int64
}

// Create keeps a new thing and returns it with its id, at version 1.
func (r *Register[T]) Create(ctx context.Context, scope auth.Scope, thing T) (T, error) {
	made, err := r.CreateAll(ctx, scope, []T{thing})
	if err != nil {
		var none T
		return none, err
	}
	return made[0], nil
}

// CreateAll keeps new things, all or none. Of several, bad fields are named
// with the place of their thing: [3].siteId.
func (r *Register[T]) CreateAll(ctx context.Context, scope auth.Scope, things []T) ([]T, error) {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return nil, err
	}
	checked, err := r.checkAll(things)
	if err != nil {
		return nil, err
	}
	var made []T
	err = r.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := r.checkReferences(ctx, scope, checked); err != nil {
			return err
		}
		if r.noun.admit != nil {
			for _, thing := range checked {
				if err := r.noun.admit(ctx, scope, thing); err != nil {
					return err
				}
			}
		}
		made, err = r.book.Add(ctx, scope, checked)
		return err
	})
	return made, err
}

func (r *Register[T]) checkAll(things []T) ([]T, error) {
	checked := make([]T, len(things))
	all := &InvalidError{What: string(r.noun.kind)}
	for i, thing := range things {
		var err error
		if checked[i], err = r.noun.check(thing); err != nil {
			all.Fields = append(all.Fields, placed(err, i, len(things))...)
		}
	}
	if len(all.Fields) > 0 {
		return nil, all
	}
	return checked, nil
}

// placed names the thing of a list that a bad field belongs to.
func placed(err error, i, of int) []FieldError {
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return []FieldError{{Field: fmt.Sprintf("[%d]", i), Found: err.Error(), Expected: "no error"}}
	}
	if of == 1 {
		return invalid.Fields
	}
	fields := make([]FieldError, len(invalid.Fields))
	for k, field := range invalid.Fields {
		field.Field = fmt.Sprintf("[%d].%s", i, field.Field)
		fields[k] = field
	}
	return fields
}

// checkReferences refuses fields that point at what does not exist for the
// scope. Every kind is asked for once, however many things there are.
func (r *Register[T]) checkReferences(ctx context.Context, scope auth.Scope, things []T) error {
	wanted := make(map[Kind]map[int64]bool)
	for _, thing := range things {
		for _, ref := range r.noun.refers(thing) {
			if ref.id == 0 {
				continue
			}
			if wanted[ref.kind] == nil {
				wanted[ref.kind] = make(map[int64]bool)
			}
			wanted[ref.kind][ref.id] = true
		}
	}
	known := make(map[Kind]map[int64]bool)
	for kind, ids := range wanted {
		var err error
		if known[kind], err = r.store.Known(ctx, scope, kind, sortedKeys(ids)); err != nil {
			return err
		}
	}
	c := checking(string(r.noun.kind))
	for i, thing := range things {
		for _, ref := range r.noun.refers(thing) {
			field := ref.field
			if len(things) > 1 {
				field = fmt.Sprintf("[%d].%s", i, field)
			}
			c.need(ref.id == 0 || known[ref.kind][ref.id], field, ref.id, fmt.Sprintf("a known %s", ref.kind), problem.Wanting(problem.Existing))
		}
	}
	return c.err()
}

// Edit replaces a thing that stands at thing's version and returns it at the
// next. A version that is no longer current is refused by a
// *database.StaleError with both versions.
func (r *Register[T]) Edit(ctx context.Context, scope auth.Scope, thing T) (T, error) {
	var changed T
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return changed, err
	}
	checked, err := r.noun.check(thing)
	if err != nil {
		return changed, err
	}
	err = r.store.InTx(ctx, scope, func(ctx context.Context) error {
		if err := r.checkReferences(ctx, scope, []T{checked}); err != nil {
			return err
		}
		if r.noun.admit != nil {
			if err := r.noun.admit(ctx, scope, checked); err != nil {
				return err
			}
		}
		changed, err = r.book.Change(ctx, scope, checked)
		return err
	})
	return changed, err
}

// Get returns one thing.
func (r *Register[T]) Get(ctx context.Context, scope auth.Scope, id int64) (T, error) {
	return r.book.Get(ctx, scope, id)
}

// Find returns all things that a filter asks for. For what may be thousands,
// use List.
func (r *Register[T]) Find(ctx context.Context, scope auth.Scope, filter Filter) ([]T, error) {
	return r.book.Find(ctx, scope, filter)
}

// List returns a page of the things that a filter asks for: those behind the
// cursor ("" for the first page), at most limit and never more than [MaxPage].
func (r *Register[T]) List(ctx context.Context, scope auth.Scope, filter Filter, cursor string, limit int) (Page[T], error) {
	if limit <= 0 || limit > MaxPage {
		limit = MaxPage
	}
	var err error
	if filter.AfterCode, err = r.after(cursor); err != nil {
		return Page[T]{}, err
	}
	filter.Limit = limit + 1
	if r.noun.code == nil {
		filter.Limit = 0
	}
	items, err := r.book.Find(ctx, scope, filter)
	if err != nil || r.noun.code == nil || len(items) <= limit {
		return Page[T]{Items: items}, err
	}
	items = items[:limit]
	return Page[T]{Items: items, Next: r.cursor(r.noun.code(items[limit-1]))}, nil
}

// cursor says where the page behind a code begins. It names the kind too, so that
// the cursor of one list is not taken for that of another.
func (r *Register[T]) cursor(code string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(r.noun.kind) + "|" + code))
}

// after is the reverse of cursor: the code behind which a page begins, "" for the
// first page. A text that is no cursor of this list is refused.
func (r *Register[T]) after(cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	text, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	kind, code, whole := strings.Cut(string(text), "|")
	if err != nil || !whole || kind != string(r.noun.kind) || r.noun.code == nil || !IsCode(code) {
		return "", &InvalidError{What: ListCursor, Fields: []FieldError{{Field: "cursor", Found: quoted(cursor), Expected: "the cursor of an earlier page, or none", Want: problem.Wanting(problem.PageCursor)}}}
	}
	return code, nil
}

// ListCursor is what an [InvalidError] speaks of that refuses a cursor.
const ListCursor = "cursor of a list"

// Delete forgets a thing. While others refer to it, it is refused by a
// *[ReferredError] that names them.
func (r *Register[T]) Delete(ctx context.Context, scope auth.Scope, id int64) error {
	if err := scope.Require(auth.ManageWorkforce); err != nil {
		return err
	}
	return r.store.InTx(ctx, scope, func(ctx context.Context) error {
		if _, err := r.book.Get(ctx, scope, id); err != nil {
			return err
		}
		by, count, err := r.store.Referrers(ctx, scope, r.noun.kind, id)
		if err != nil {
			return err
		}
		if count > 0 {
			return &ReferredError{What: r.noun.kind, ID: id, By: by, Count: count}
		}
		return r.book.Remove(ctx, scope, id)
	})
}
