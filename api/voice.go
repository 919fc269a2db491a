package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/money"
	"github.com/muster-wfm/muster/vendors/voice"
)

const aboutVoice = "What customers come with: contacts and tickets with their free text, masked on the way in; reasons in the owner's own tree; free texts that say the same; problems with the department that owns them and its clock. A coordinator meets the own employer's contacts, topics and problems only, and no orders."

func voiceOperation(method, path, id, summary string) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: "/voice" + path, Summary: summary, Tags: []string{"Voice of the customer"}, Description: aboutVoice}
	if method == http.MethodPost {
		op.DefaultStatus = http.StatusOK
	}
	return op
}

func (s *Server) registerVoice(api huma.API) {
	s.registerVoiceTerms(api)
	s.registerVoiceContacts(api)
	s.registerVoiceReport(api)
	s.registerVoiceValue(api)
	s.registerVoiceTopics(api)
	s.registerVoiceProblems(api)
}

// VoiceReason is why customers come.
type VoiceReason struct {
	Versioned
	VoiceReasonFields
}

// VoiceReasonFields is what the owner decides about a reason.
type VoiceReasonFields struct {
	ParentID int64    `json:"parentId" minimum:"0" doc:"Reason above it; 0: none."`
	Code     string   `json:"code" maxLength:"64"`
	Name     string   `json:"name" maxLength:"200"`
	NameZh   string   `json:"nameZh" maxLength:"200" doc:"In Chinese; empty: as name."`
	Driver   string   `json:"driver" enum:"design,defect,expectation,process,knowledge,authority,need" doc:"What lies behind it. design, defect and expectation are to be prevented; process, knowledge and authority to be solved fast; need to be served best."`
	Words    []string `json:"words" maxItems:"40" nullable:"false" doc:"A text without a reason that has two of them (or the only one) is filed here."`
	Retired  bool     `json:"retired" doc:"Takes nothing new by its words."`
}

func voiceReasonOf(r vendors.VoiceReason) VoiceReason {
	return VoiceReason{Versioned{r.ID, r.Version}, VoiceReasonFields{r.ParentID, r.Code, r.Name, r.NameZh, string(r.Driver), orEmpty(r.Words), r.Retired}}
}

func (f VoiceReasonFields) toDomain(id, version int64) vendors.VoiceReason {
	return vendors.VoiceReason{
		ID: id, Version: version, ParentID: f.ParentID, Code: f.Code, Name: f.Name, NameZh: f.NameZh, Driver: voice.Driver(f.Driver), Words: f.Words, Retired: f.Retired,
	}
}

// VoiceTerms is what the owner agreed on with departments.
type VoiceTerms struct {
	Version int64 `json:"version" minimum:"0" doc:"0: nothing was agreed on, the usual clocks run."`
	VoiceTermsFields
}

// VoiceTermsFields is what the owner decides.
type VoiceTermsFields struct {
	Currency    string            `json:"currency" maxLength:"3" doc:"Empty: what contacts cost is not told."`
	HourMinor   int64             `json:"hourMinor" minimum:"0" doc:"What an hour of work on contacts costs, in minor units."`
	Departments []VoiceDepartment `json:"departments" maxItems:"100" nullable:"false"`
	Clocks      VoiceClocks       `json:"clocks"`
	Worth       *VoiceWorth       `json:"worth,omitempty" doc:"What is assumed of customers; absent: nothing is."`
}

// VoiceWorth is what a centre assumes of its customers.
type VoiceWorth struct {
	ValueMinor int64     `json:"valueMinor" minimum:"1" doc:"Of a customer in a year, in minor units."`
	Solved     VoiceSpan `json:"solved" doc:"Share of customers that leaves within a year after something was solved."`
	Unsolved   VoiceSpan `json:"unsolved" doc:"The same after it was not."`
	Source     string    `json:"source" minLength:"1" maxLength:"500"`
	Grade      string    `json:"grade" enum:"A,B,C,D" doc:"An experiment; one's own records; what others published; a guess."`
}

// VoiceSpan is an assumed share with how far off it may be.
type VoiceSpan struct {
	Low    float64 `json:"low" minimum:"0" maximum:"1"`
	Likely float64 `json:"likely" minimum:"0" maximum:"1"`
	High   float64 `json:"high" minimum:"0" maximum:"1"`
}

func voiceWorthOf(w *voice.Worth) *VoiceWorth {
	if w == nil {
		return nil
	}
	return &VoiceWorth{w.ValueMinor, VoiceSpan(w.Solved), VoiceSpan(w.Unsolved), w.Source, string(w.Grade)}
}

func (w *VoiceWorth) toDomain() *voice.Worth {
	if w == nil {
		return nil
	}
	return &voice.Worth{ValueMinor: w.ValueMinor, Solved: voice.Span(w.Solved), Unsolved: voice.Span(w.Unsolved), Source: w.Source, Grade: voice.Grade(w.Grade)}
}

// VoiceDepartment owns problems.
type VoiceDepartment struct {
	Name    string  `json:"name" maxLength:"100"`
	Head    string  `json:"head" maxLength:"200" doc:"Who is told when a clock ran out."`
	Reasons []int64 `json:"reasons,omitempty" maxItems:"500" doc:"For which it answers, with everything under them that no other department does."`
}

// VoiceClocks are the clocks by severity.
type VoiceClocks struct {
	Critical VoiceClock `json:"critical"`
	High     VoiceClock `json:"high"`
	Normal   VoiceClock `json:"normal"`
}

// VoiceClock is how long a department has.
type VoiceClock struct {
	ReplyHours int `json:"replyHours" minimum:"1" maximum:"2000" doc:"To accept a problem."`
	SolveDays  int `json:"solveDays" minimum:"1" maximum:"1000" doc:"To solve it, from when it was opened."`
}

func voiceTermsOf(t vendors.VoiceTerms) VoiceTerms {
	clock := func(s vendors.Severity) VoiceClock { return VoiceClock(t.Clocks[s]) }
	return VoiceTerms{t.Version, VoiceTermsFields{
		string(t.Currency), t.HourMinor, each(t.Departments, func(d vendors.Department) VoiceDepartment { return VoiceDepartment(d) }),
		VoiceClocks{clock(vendors.Critical), clock(vendors.High), clock(vendors.Normal)}, voiceWorthOf(t.Worth),
	}}
}

func (f VoiceTermsFields) toDomain(version int64) vendors.VoiceTerms {
	return vendors.VoiceTerms{
		Version: version, Currency: money.Currency(f.Currency), HourMinor: f.HourMinor,
		Departments: each(f.Departments, func(d VoiceDepartment) vendors.Department { return vendors.Department(d) }),
		Clocks: map[vendors.Severity]vendors.Clock{
			vendors.Critical: vendors.Clock(f.Clocks.Critical), vendors.High: vendors.Clock(f.Clocks.High), vendors.Normal: vendors.Clock(f.Clocks.Normal),
		},
		Worth: f.Worth.toDomain(),
	}
}

type (
	voiceTermsInput struct {
		IfMatch
		Body VoiceTermsFields
	}
	voiceReasonInput struct {
		OnceInput
		Body VoiceReasonFields
	}
)

func (s *Server) registerVoiceTerms(api huma.API) {
	secured(s, api, voiceOperation(http.MethodGet, "/terms", "get-voice-terms", "See clocks, departments and the price of an hour"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*whole[VoiceTerms], error) {
			t, err := s.Voice.Terms(ctx, scope)
			if scope.Employer() != 0 {
				t.Currency, t.HourMinor, t.Worth = "", 0, nil
			}
			return &whole[VoiceTerms]{voiceTermsOf(t)}, err
		})
	secured(s, api, voiceOperation(http.MethodPut, "/terms", "replace-voice-terms", "Agree on clocks, departments and the price of an hour"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceTermsInput) (*whole[VoiceTerms], error) {
			t, err := s.Voice.SetTerms(ctx, scope, in.Body.toDomain(in.version()))
			return &whole[VoiceTerms]{voiceTermsOf(t)}, err
		})
	secured(s, api, voiceOperation(http.MethodGet, "/reasons", "list-voice-reasons", "List the tree of reasons, each after the one above it"), auth.ReadVendors,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*listOutput[VoiceReason], error) {
			list, err := s.Voice.Reasons(ctx, scope)
			return pageOf(each(list, voiceReasonOf), ""), err
		})
	create := voiceOperation(http.MethodPost, "/reasons", "create-voice-reason", "Add a reason")
	create.DefaultStatus = http.StatusCreated
	secured(s, api, create, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *voiceReasonInput) (*entityOutput[VoiceReason], error) {
		r, err := s.Voice.PutReason(ctx, scope, in.Body.toDomain(0, 0))
		return answer(voiceReasonOf(r), err)
	})
	secured(s, api, voiceOperation(http.MethodPut, "/reasons/{id}", "replace-voice-reason", "Change a reason"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *editInput[VoiceReasonFields]) (*entityOutput[VoiceReason], error) {
			r, err := s.Voice.PutReason(ctx, scope, in.Body.toDomain(in.ID, in.version()))
			out, err := answer(voiceReasonOf(r), err)
			return out, withCurrent(err, func() (any, error) {
				now, err := s.Voice.Reason(ctx, scope, in.ID)
				return voiceReasonOf(now), err
			})
		})
}

// VoiceContact is a contact with why it came.
type VoiceContact struct {
	ID           int64     `json:"id"`
	Code         string    `json:"code"`
	ProgrammeID  int64     `json:"programmeId" doc:"0: not told."`
	ReasonID     int64     `json:"reasonId" doc:"0: nobody knows."`
	Filed        string    `json:"filed" enum:",file,words,person" doc:"Who said why it came."`
	At           time.Time `json:"at"`
	Day          Day       `json:"day"`
	Channel      string    `json:"channel"`
	Text         string    `json:"text" doc:"Without mail addresses and long numbers."`
	Status       string    `json:"status"`
	SolvedS      *int64    `json:"solvedS,omitempty" doc:"Seconds until it was solved for the last time; absent: open."`
	Reopens      int64     `json:"reopens"`
	HandleS      int64     `json:"handleS"`
	Satisfaction string    `json:"satisfaction" enum:",offered,good,bad"`
}

func voiceContactOf(c vendors.VoiceContact) VoiceContact {
	return VoiceContact{c.ID, c.Code, c.ProgrammeID, c.ReasonID, string(c.Filed), c.At, Day{c.Day}, c.Channel, c.Text, c.Status, c.SolvedS, c.Reopens, c.HandleS, c.Satisfaction}
}

// VoiceImport is what became of a file of contacts.
type VoiceImport struct {
	Rows      int  `json:"rows"`
	Added     int  `json:"added"`
	Changed   int  `json:"changed" doc:"Known tickets of which something is new."`
	Unchanged int  `json:"unchanged"`
	Void      int  `json:"void" doc:"Merged into others, or spam: not counted."`
	Filed     int  `json:"filed" doc:"Put under a reason by its words."`
	Unfiled   int  `json:"unfiled" doc:"Without a reason."`
	Masked    int  `json:"masked" doc:"Texts out of which an address or a number was taken."`
	Reasons   int  `json:"reasons" doc:"That were added to the tree."`
	First     *Day `json:"first,omitempty"`
	Last      *Day `json:"last,omitempty"`
	DryRun    bool `json:"dryRun"`
}

// VoiceOrders is what became of a file of orders.
type VoiceOrders struct {
	Days    int   `json:"days"`
	Changed int64 `json:"changed"`
}

// VoiceFiling puts a contact under a reason.
type VoiceFiling struct {
	ReasonID int64 `json:"reasonId" minimum:"0" doc:"0: none."`
}

type (
	voiceImportInput struct {
		FileBody
		ProgrammeID int64  `query:"programmeId" minimum:"0" doc:"Of rows that name none; 0: the owner's."`
		Zone        string `query:"zone" maxLength:"64" default:"UTC" doc:"Of times that name none, where no programme is given."`
		NewReasons  bool   `query:"newReasons" doc:"Add reasons that the tree does not have."`
		DryRun      bool   `query:"dryRun" doc:"Only tell what would happen."`
	}
	voiceFileInput struct {
		IDInput
		Body VoiceFiling
	}
	voiceContactsInput struct {
		PageInput
		From        Day   `query:"from" required:"true"`
		To          Day   `query:"to" required:"true"`
		ProgrammeID int64 `query:"programmeId" minimum:"0"`
		ReasonID    int64 `query:"reasonId" minimum:"0" doc:"With everything under it."`
		Unfiled     bool  `query:"unfiled" doc:"Only those without a reason."`
		TopicID     int64 `query:"topicId" minimum:"0"`
	}
	voiceOrdersInput struct{ FileBody }
)

func (s *Server) registerVoiceContacts(api huma.API) {
	take := voiceOperation(http.MethodPost, "/contacts/import", "import-voice-contacts", "Import tickets or contacts with their free text")
	take.Description = "Zendesk's ticket export as it comes (custom fields Reason [list], Programme [list], Total time spent (sec) [int] and [txt] fields are read), or CSV with id, time, text and optionally programme, reason, status, solved, reopens, customer, channel, handle_s, satisfaction. A ticket that is known is changed, never added twice. Mail addresses, card numbers and numbers of seven digits or more are taken out of texts. One wrong row, and nothing is kept."
	take.RequestBody = fileContent("text/csv", "multipart/form-data")
	secured(s, api, take, auth.ManageVendors, s.takeVoice)
	secured(s, api, voiceOperation(http.MethodGet, "/contacts", "list-voice-contacts", "List contacts, the newest first"), auth.ReadVendors, s.listVoice)
	secured(s, api, voiceOperation(http.MethodPut, "/contacts/{id}/reason", "file-voice-contact", "Put a contact under a reason"), auth.ManageVendors,
		func(ctx context.Context, scope auth.Scope, in *voiceFileInput) (*whole[VoiceContact], error) {
			c, err := s.Voice.File(ctx, scope, in.ID, in.Body.ReasonID)
			return &whole[VoiceContact]{voiceContactOf(c)}, err
		})
	orders := voiceOperation(http.MethodPost, "/orders/import", "import-voice-orders", "Import how many orders a day had: CSV or XLSX with day and orders")
	orders.RequestBody = fileContent("text/csv", xlsxType, "multipart/form-data")
	secured(s, api, orders, auth.ManageVendors, func(ctx context.Context, scope auth.Scope, in *voiceOrdersInput) (*whole[VoiceOrders], error) {
		file, _, err := in.open(maxContactsFile)
		if err != nil {
			return nil, err
		}
		days, changed, err := s.Voice.TakeOrders(ctx, scope, file)
		return &whole[VoiceOrders]{VoiceOrders{len(days), changed}}, err
	})
}

func (s *Server) takeVoice(ctx context.Context, scope auth.Scope, in *voiceImportInput) (*whole[VoiceImport], error) {
	zone, err := time.LoadLocation(in.Zone)
	if err != nil {
		return nil, wrongField("query.zone", "is no time zone", in.Zone, "the name of a time zone")
	}
	file, _, err := in.open(maxContactsFile)
	if err != nil {
		return nil, err
	}
	d, err := s.Voice.Take(ctx, scope, vendors.HeardOrder{ProgrammeID: in.ProgrammeID, Zone: zone, NewReasons: in.NewReasons, DryRun: in.DryRun}, file)
	return &whole[VoiceImport]{VoiceImport{
		d.Rows, d.Added, d.Changed, d.Unchanged, d.Void, d.Filed, d.Unfiled, d.Masked, d.Reasons, dayOrNone(d.First), dayOrNone(d.Last), d.DryRun,
	}}, err
}

func (s *Server) listVoice(ctx context.Context, scope auth.Scope, in *voiceContactsInput) (*listOutput[VoiceContact], error) {
	before, err := in.before()
	if err != nil {
		return nil, err
	}
	q := vendors.VoiceQuery{From: in.From.Date, To: in.To.Date, ProgrammeID: in.ProgrammeID, TopicID: in.TopicID, Before: before, Limit: in.Limit}
	switch {
	case in.Unfiled:
		q.Reasons = []int64{0}
	case in.ReasonID != 0:
		q.Reasons = []int64{in.ReasonID}
	}
	list, err := s.Voice.Contacts(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	return newestFirst(list, in.Limit, func(c vendors.VoiceContact) int64 { return c.ID }, voiceContactOf), nil
}
