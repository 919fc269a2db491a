package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// FormState is how far a version of a form is.
type FormState string

// The states.
const (
	FormDraft     FormState = "draft"
	FormPublished FormState = "published" // judged on; never changes
	FormRetired   FormState = "retired"   // a later version took its place; evaluations keep it
)

// QualityForm is one version of a form on which contacts are judged.
type QualityForm struct {
	ID, Version int64 // Version is of the row, for edits; Number of the form
	Code, Name  string
	Number      int
	Channel     string // voice, chat, ticket: for whom choosing one looks
	State       FormState
	Sheet       form.Form
	Hash        string // of the sheet, to show what was judged on
	PublishedAt time.Time
	CreatedAt   time.Time
	CreatedBy   int64
}

// NewQualityForm returns a draft if it can be.
func NewQualityForm(f QualityForm) (QualityForm, error) {
	f.Code, f.Name = strings.TrimSpace(f.Code), strings.TrimSpace(f.Name)
	var bad problem.List
	bad.Need(f.Code != "" && len(f.Code) <= 40, "code", f.Code, "1 to 40 letters")
	bad.Need(f.Name != "" && len(f.Name) <= 200, "name", f.Name, "1 to 200 letters")
	bad.Need(f.Channel == "voice" || f.Channel == "chat" || f.Channel == "ticket", "channel", f.Channel, "voice, chat or ticket")
	sheet, err := form.New(f.Sheet.Items, f.Sheet.PassFrom)
	if list, is := err.(problem.List); is { //nolint:errorlint // never wrapped
		bad = append(bad, list...)
	}
	if err := bad.Err(); err != nil {
		return QualityForm{}, invalidQuality("form", err)
	}
	f.Sheet, f.State = sheet, FormDraft
	f.Hash, err = sheetHash(sheet)
	return f, err
}

func sheetHash(sheet form.Form) (string, error) {
	text, err := json.Marshal(sheet)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// FormStore keeps forms.
type FormStore interface {
	InTx(ctx context.Context, scope auth.Scope, fn func(ctx context.Context) error) error
	AddForm(ctx context.Context, scope auth.Scope, f QualityForm) (QualityForm, error)
	Form(ctx context.Context, scope auth.Scope, id int64) (QualityForm, error)
	// Forms returns every version, by code and then the newest first.
	Forms(ctx context.Context, scope auth.Scope) ([]QualityForm, error)
	// UpdateForm writes a form that still has the version of f.
	UpdateForm(ctx context.Context, scope auth.Scope, f QualityForm) (QualityForm, error)
}

// Forms is the verbs of forms.
type Forms struct {
	store   FormStore
	journal Journal
	// Now is the clock, time.Now unless a test sets it.
	Now func() time.Time
}

// NewForms connects forms with what they need of others.
func NewForms(store FormStore, journal Journal) *Forms {
	return &Forms{store: store, journal: journal, Now: time.Now}
}

// List returns every version; who only answers for a vendor sees what is published
// or was.
func (s *Forms) List(ctx context.Context, scope auth.Scope) ([]QualityForm, error) {
	all, err := s.store.Forms(ctx, scope)
	if err != nil || scope.May(auth.ManageVendors) {
		return all, err
	}
	var out []QualityForm
	for _, f := range all {
		if f.State != FormDraft {
			out = append(out, f)
		}
	}
	return out, nil
}

// Get returns one version.
func (s *Forms) Get(ctx context.Context, scope auth.Scope, id int64) (QualityForm, error) {
	return s.store.Form(ctx, scope, id)
}

// Draft keeps a new form, or the next version of the one with the same code. There is
// one draft of a form at a time.
func (s *Forms) Draft(ctx context.Context, scope auth.Scope, f QualityForm) (QualityForm, error) {
	f, err := NewQualityForm(f)
	if err != nil {
		return f, err
	}
	f.Version, f.Number, f.CreatedAt, f.CreatedBy = 1, 1, s.Now(), scope.Actor()
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		all, err := s.store.Forms(ctx, scope)
		if err != nil {
			return err
		}
		for _, other := range all {
			if other.Code != f.Code {
				continue
			}
			if other.State == FormDraft {
				return refusedBy(DraftOpen, fmt.Sprintf("a draft of %s, version %d", f.Code, other.Number), "to change that draft, or publish it first", f.Code, other.Number)
			}
			f.Number = max(f.Number, other.Number+1)
		}
		if f, err = s.store.AddForm(ctx, scope, f); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_form.create", formSubject(f.ID), map[string]any{"code": f.Code, "number": f.Number})
	})
	return f, err
}

func formSubject(id int64) string { return fmt.Sprintf("quality_form:%d", id) }

// Change replaces a draft.
func (s *Forms) Change(ctx context.Context, scope auth.Scope, f QualityForm) (QualityForm, error) {
	return s.edit(ctx, scope, f.ID, f.Version, "change", func(now QualityForm) (QualityForm, error) {
		if now.State != FormDraft {
			return now, refusedBy(Published, fmt.Sprintf("version %d, which is %s", now.Number, now.State), "a draft: make the next version", now.Number)
		}
		f.Code = now.Code
		changed, err := NewQualityForm(f)
		if err != nil {
			return now, err
		}
		changed.Number, changed.CreatedAt, changed.CreatedBy = now.Number, now.CreatedAt, now.CreatedBy
		return changed, nil
	})
}

// Publish makes a draft the version that is judged on; the one before retires.
func (s *Forms) Publish(ctx context.Context, scope auth.Scope, id, version int64) (QualityForm, error) {
	return s.edit(ctx, scope, id, version, "publish", func(now QualityForm) (QualityForm, error) {
		if now.State != FormDraft {
			return now, refusedBy(Published, fmt.Sprintf("version %d, which is %s", now.Number, now.State), "a draft", now.Number)
		}
		now.State, now.PublishedAt = FormPublished, s.Now()
		return now, nil
	})
}

func (s *Forms) edit(ctx context.Context, scope auth.Scope, id, version int64, act string, change func(QualityForm) (QualityForm, error)) (QualityForm, error) {
	var out QualityForm
	err := s.store.InTx(ctx, scope, func(ctx context.Context) error {
		now, err := s.store.Form(ctx, scope, id)
		if err != nil {
			return err
		}
		if out, err = change(now); err != nil {
			return err
		}
		out.ID, out.Version = id, version
		if out.State == FormPublished {
			if err := s.retire(ctx, scope, out); err != nil {
				return err
			}
		}
		if out, err = s.store.UpdateForm(ctx, scope, out); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "quality_form."+act, formSubject(id), map[string]any{"code": out.Code, "number": out.Number, "hash": out.Hash})
	})
	return out, err
}

// retire takes the published version of a form out of use.
func (s *Forms) retire(ctx context.Context, scope auth.Scope, next QualityForm) error {
	all, err := s.store.Forms(ctx, scope)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Code == next.Code && f.State == FormPublished {
			f.State = FormRetired
			if _, err := s.store.UpdateForm(ctx, scope, f); err != nil {
				return err
			}
		}
	}
	return nil
}
