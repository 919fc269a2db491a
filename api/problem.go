package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/internal/problem"
)

// Problem is what every failed request is answered with (RFC 9457). It names
// all bad fields at once and never repeats what the caller sent, because what
// the caller sent may be a password.
type Problem struct {
	Type      string         `json:"type" format:"uri-reference" doc:"Where the code is explained."`
	Title     string         `json:"title" doc:"The kind of problem, the same for every occurrence."`
	Status    int            `json:"status" doc:"HTTP status."`
	Detail    string         `json:"detail,omitempty" doc:"What happened this time, fit for a person to read."`
	Code      string         `json:"code" doc:"Stable name of the kind of problem, for programs."`
	RequestID string         `json:"requestId,omitempty" doc:"Names the request in the server's log."`
	Errors    []FieldProblem `json:"errors,omitempty" doc:"Every field that is wrong."`
	Have      *int64         `json:"have,omitempty" doc:"Version that is stored now, where an edit was stale."`
	Want      *int64         `json:"want,omitempty" doc:"Version that the edit was based on."`
	Current   any            `json:"current,omitempty" doc:"What is stored now, where an edit was stale."`

	Impossible []ImpossibleContract `json:"impossible,omitempty" doc:"People for whom no roster exists, where that is refused."`

	headers http.Header
}

// FieldProblem says what is wrong with one field.
type FieldProblem struct {
	Location string   `json:"location" doc:"Where: body.code, body.goal.slTarget, query.limit, header.If-Match."`
	Message  string   `json:"message" doc:"What is wrong, fit for a person to read."`
	Code     string   `json:"code,omitempty" doc:"Stable name of the rule that was broken, where there is one."`
	Figures  []string `json:"figures,omitempty" nullable:"false" doc:"What belongs in the sentence of that rule: states, counts, days and times."`
	Found    string   `json:"found,omitempty" doc:"What was found; never present for secrets."`
	Expected string   `json:"expected,omitempty" doc:"What would be accepted."`
	About    string   `json:"about,omitempty" doc:"Whom or what the place belongs to, by name, where the place has only a number."`
	Want     *Want    `json:"want,omitempty" doc:"What would be accepted, to be said in any language, where that is known."`
}

// Want is an expectation as a stable name and its figures, in the order in which the
// sentence needs them.
type Want struct {
	Code    string   `json:"code" enum:"whole_number,between,at_least,above,at_most,exactly,one_of,own_code,each_once,least_below_most,limit,least_for_each,end_after_start,later_day,day_within,day_before,starts_on,time_of_day,not_before_earliest,steps,paid_within,pause_inside,pauses_fit,pause_limits,no_overlap,held,template,characters,code,share,week_holds,two_classes,name,people,enough,unused,needed,known_rule,known_span,fixed_span,six_days,working,present,may_stay,open_days,paid_or_open,covers,same_site,skilled,shape,end_not_before_start,end_within,choice,not_zero,site_thing,ended_design,person_day,planned_person,covered_queue,own_template,roster_slot,unpublished,points_left,bid_window,bid_points,ranked_by,published,shared_days,looser,existing,day_from,once_a_day,none_beside,together_at_most,email,zone,country,weekday,opening_times,all_scope,person_code,queue_code,programme_code,reason_code,time_past,column,words,currency_code,decimal,amount_in,day_text,time_text,own_line,whole_seconds,whole_or_more,comma_separated,values,utf8,web_address,within_day_after,time_after_created,clock_time,skill_set,opening_hours,forecast_times,rows,megabytes,workbook,patience_beside,no_colon,page_cursor,day_to,time_to_come,sum_within,fitting_limits,band_above,hybrid_bonus,of_programme,same_employer,serving_programme,after_asking,computable_hours" doc:"Names the sentence."`
	Figures []string `json:"figures,omitempty" nullable:"false" doc:"Numbers, days and names that belong in it."`
}

func wantOf(w problem.Want) *Want {
	if !w.Known() {
		return nil
	}
	return &Want{Code: string(w.Code), Figures: w.Figures}
}

// Error returns what a person should read first.
func (p *Problem) Error() string {
	if p.Detail != "" {
		return p.Detail
	}
	return p.Title
}

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders returns the headers that go with the problem, such as Retry-After.
func (p *Problem) GetHeaders() http.Header { return p.headers }

// ContentType names the media type of RFC 9457.
func (p *Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

// newProblem returns a problem with nothing but its kind.
func newProblem(status int, code, detail string) *Problem {
	return &Problem{
		Type:   "/api/docs#problem-" + code,
		Title:  titleOf(status),
		Status: status,
		Code:   code,
		Detail: detail,
	}
}

func titleOf(status int) string {
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "Problem"
}

// with adds a header to the answer that carries the problem.
func (p *Problem) with(name, value string) *Problem {
	if p.headers == nil {
		p.headers = http.Header{}
	}
	p.headers.Set(name, value)
	return p
}

// retryAfter tells the caller when to come back.
func (p *Problem) retryAfter(seconds int) *Problem {
	return p.with("Retry-After", strconv.Itoa(max(1, seconds)))
}

// codes names the kinds of problems that the framework finds by itself.
var codes = map[int]string{
	http.StatusBadRequest:            "malformed",
	http.StatusNotAcceptable:         "not_acceptable",
	http.StatusRequestTimeout:        "too_slow",
	http.StatusRequestEntityTooLarge: "too_large",
	http.StatusUnsupportedMediaType:  "unsupported_media_type",
	http.StatusUnprocessableEntity:   "invalid",
	http.StatusPreconditionRequired:  "precondition_required",
	http.StatusInternalServerError:   "internal",
}

// requestProblem turns what was found wrong with a request into a problem. It
// drops the submitted values, which the framework would echo.
func requestProblem(status int, message string, found []error) *Problem {
	p := newProblem(status, codes[status], worded(message))
	for _, err := range found {
		field, judged := fieldOf(err)
		repeated := slices.ContainsFunc(p.Errors, func(f FieldProblem) bool { return f.Location == field.Location })
		if field.Location == "" || judged && (repeated || status == http.StatusBadRequest) {
			continue // the domain judged a value that was never read
		}
		p.Errors = append(p.Errors, field)
	}
	if lacksVersion(p.Errors) {
		p.Status, p.Title, p.Code = http.StatusPreconditionRequired, titleOf(http.StatusPreconditionRequired), "precondition_required"
		p.Detail = "an edit names the version it is based on, in the header If-Match"
	}
	return p
}

// worded says what the framework means by its own phrase.
func worded(message string) string {
	if message == "validation failed" {
		return "the request cannot be as sent; every field that is wrong is listed"
	}
	return message
}

// fieldOf returns where and what is wrong; judged is true where the domain
// found it. A missing property is reported at its own place, not at its parent's.
func fieldOf(err error) (field FieldProblem, judged bool) {
	var own *fault
	if errors.As(err, &own) {
		return own.FieldProblem, true
	}
	detailer, ok := err.(huma.ErrorDetailer) //nolint:errorlint // the framework wraps nothing
	if !ok {
		return FieldProblem{}, false
	}
	d := detailer.ErrorDetail()
	if m := missingProperty.FindStringSubmatch(d.Message); m != nil {
		return FieldProblem{Location: d.Location + "." + m[1], Message: "is missing", Expected: "a value"}, false
	}
	return FieldProblem{Location: d.Location, Message: d.Message}, false
}

var missingProperty = regexp.MustCompile(`^expected required property (\S+) to be present$`)

// lacksVersion reports whether an edit came without the version it is based on
// (RFC 6585, section 3).
func lacksVersion(found []FieldProblem) bool {
	for _, f := range found {
		if f.Location == "header.If-Match" && strings.Contains(f.Message, "missing") {
			return true
		}
	}
	return false
}

// write sends the problem where the framework is not at hand.
func (p *Problem) write(w http.ResponseWriter) {
	for name, values := range p.headers {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", problemType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // a caller who went away needs no answer
}
