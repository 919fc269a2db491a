package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/quality/form"
)

// QualityForm is one version of a form on which contacts are judged.
type QualityForm struct {
	Versioned
	QualityFormFields
	Number      int        `json:"number" doc:"Version of the form; published, it never changes."`
	State       string     `json:"state" enum:"draft,published,retired"`
	Hash        string     `json:"hash" doc:"SHA-256 of what is asked and how it counts."`
	PublishedAt *time.Time `json:"publishedAt,omitempty"`
	CreatedAt   time.Time  `json:"createdAt"`
}

// QualityFormFields is what a person decides about a form.
type QualityFormFields struct {
	Code     string     `json:"code" maxLength:"40" doc:"The same in every version."`
	Name     string     `json:"name" maxLength:"200"`
	Channel  string     `json:"channel" enum:"voice,chat,ticket"`
	PassFrom float64    `json:"passFrom" minimum:"0" maximum:"100" doc:"Points from which a contact without a critical error passes."`
	Items    []FormItem `json:"items" nullable:"false" maxItems:"60" doc:"Behaviour is put first: it leads results."`
}

// FormItem is one question.
type FormItem struct {
	Key         string         `json:"key" maxLength:"40"`
	Text        string         `json:"text" maxLength:"500"`
	TextZH      string         `json:"textZh" maxLength:"500" doc:"For who reads Chinese; empty: as text."`
	Behaviour   bool           `json:"behaviour" doc:"What the agent did, in the agent's own hands."`
	Criticality string         `json:"criticality" enum:"customer,business,compliance,non" doc:"For whom an error is critical. Critical errors are counted apart and never averaged away."`
	Fatal       bool           `json:"fatal" doc:"An error takes all points."`
	Weight      float64        `json:"weight" minimum:"0" maximum:"100"`
	Best        int            `json:"best" minimum:"1" maximum:"10" doc:"Highest grade, counted from 0; 1 is yes or no."`
	When        *FormCondition `json:"when,omitempty" doc:"Asked only then."`
}

// FormCondition asks an item only after a certain answer.
type FormCondition struct {
	Item  string `json:"item"`
	Grade int    `json:"grade" minimum:"0" maximum:"10"`
}

// FormTemplate is a form to begin from.
type FormTemplate struct {
	Code     string     `json:"code" enum:"voice,chat,complaint"`
	PassFrom float64    `json:"passFrom"`
	Items    []FormItem `json:"items" nullable:"false"`
}

func formItemOf(i form.Item) FormItem {
	out := FormItem{
		Key: i.Key, Text: i.Text, TextZH: i.TextZH, Behaviour: i.Behaviour, Criticality: string(i.Criticality), Fatal: i.Fatal, Weight: i.Weight, Best: i.Best,
	}
	if i.When != nil {
		out.When = &FormCondition{i.When.Item, i.When.Grade}
	}
	return out
}

func (i FormItem) toDomain() form.Item {
	out := form.Item{
		Key: i.Key, Text: i.Text, TextZH: i.TextZH, Behaviour: i.Behaviour, Criticality: form.Criticality(i.Criticality), Fatal: i.Fatal, Weight: i.Weight, Best: i.Best,
	}
	if i.When != nil {
		out.When = &form.Condition{Item: i.When.Item, Grade: i.When.Grade}
	}
	return out
}

func qualityFormOf(f vendors.QualityForm) QualityForm {
	return QualityForm{
		Versioned:         Versioned{f.ID, f.Version},
		QualityFormFields: QualityFormFields{f.Code, f.Name, f.Channel, f.Sheet.PassFrom, each(f.Sheet.Items, formItemOf)},
		Number:            f.Number, State: string(f.State), Hash: f.Hash, PublishedAt: orNone(f.PublishedAt), CreatedAt: f.CreatedAt,
	}
}

func (f QualityFormFields) toDomain(id, version int64) vendors.QualityForm {
	return vendors.QualityForm{
		ID: id, Version: version, Code: f.Code, Name: f.Name, Channel: f.Channel,
		Sheet: form.Form{PassFrom: f.PassFrom, Items: each(f.Items, FormItem.toDomain)},
	}
}

type formTemplatesOutput struct {
	Body struct {
		Items []FormTemplate `json:"items" nullable:"false"`
	}
}

type publishInput struct {
	IDInput
	IfMatch
}

func judgedOperation(method, path, id, summary string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"Quality of contacts"},
		Description: "Contacts are drawn for one purpose each, judged on versioned forms by graders whose severity is known, and compared with their uncertainty. A coordinator sees what is of his own vendor.",
	}
}

func (s *Server) registerQualityForms(api huma.API) {
	crud(s, api, resource[QualityFormFields, QualityForm]{
		one: "quality-form", many: "quality-forms", tag: "Quality of contacts", read: auth.ReadVendors, manage: auth.ManageVendors,
		about: "A form on which contacts are judged, in versions. A draft can be changed; published, a version stays as it is, and the next is made by creating a form with its code.",
		list: func(ctx context.Context, scope auth.Scope, _ PageInput) ([]QualityForm, string, error) {
			list, err := s.Forms.List(ctx, scope)
			return each(list, qualityFormOf), "", err
		},
		create: func(ctx context.Context, scope auth.Scope, f QualityFormFields) (QualityForm, error) {
			made, err := s.Forms.Draft(ctx, scope, f.toDomain(0, 0))
			return qualityFormOf(made), err
		},
		get: func(ctx context.Context, scope auth.Scope, id int64) (QualityForm, error) {
			f, err := s.Forms.Get(ctx, scope, id)
			return qualityFormOf(f), err
		},
		edit: func(ctx context.Context, scope auth.Scope, id, version int64, f QualityFormFields) (QualityForm, error) {
			changed, err := s.Forms.Change(ctx, scope, f.toDomain(id, version))
			return qualityFormOf(changed), err
		},
	})
	publish := judgedOperation(http.MethodPost, "/quality-forms/{id}/publication", "publish-quality-form", "Publish a draft; the version before retires")
	secured(s, api, publish, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *publishInput) (*entityOutput[QualityForm], error) {
		f, err := s.Forms.Publish(ctx, scope, in.ID, in.version())
		return answer(qualityFormOf(f), err)
	})
	templates := judgedOperation(http.MethodGet, "/quality-form-templates", "list-quality-form-templates", "List forms to begin from")
	secured(s, api, templates, auth.ReadVendors, func(context.Context, auth.Scope, *struct{}) (*formTemplatesOutput, error) {
		out := &formTemplatesOutput{}
		out.Body.Items = each(form.Templates(), func(t form.Template) FormTemplate {
			return FormTemplate{t.Code, t.PassFrom, each(t.Items, formItemOf)}
		})
		return out, nil
	})
}
