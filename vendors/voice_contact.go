package vendors

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/vendors/exchange"
	"github.com/muster-wfm/muster/vendors/exchange/ticket"
	"github.com/muster-wfm/muster/vendors/voice"
	"github.com/muster-wfm/muster/workforce/grid"
)

// VoiceContact is a contact or ticket, with why it came and what the customer said.
type VoiceContact struct {
	ID                              int64
	Code                            string // as the help desk names it
	EmployerID, ProgrammeID, SiteID int64  // 0: not told
	ReasonID                        int64  // 0: nobody knows
	Filed                           Filed
	At                              time.Time
	Day                             grid.Date // by the clock of the programme's site
	Customer                        string    // a hash, by which the same customer is known again
	Channel, Text, Status           string
	SolvedS                         *int64 // seconds until it was solved for the last time; nil: open
	Reopens, HandleS                int64
	Satisfaction                    string // "", offered, good, bad
}

// Filed is who said why a contact came.
type Filed string

// Who can have said it.
const (
	Unfiled  Filed = ""
	ByFile   Filed = "file"
	ByWords  Filed = "words"
	ByPerson Filed = "person"
)

// VoiceQuery says which contacts; zero fields do not narrow.
type VoiceQuery struct {
	From, To    grid.Date
	ProgrammeID int64
	Reasons     []int64 // any of them; 0 is none known
	TopicID     int64
	Before      int64 // id, for the next page
	Limit       int
	Texts       bool // those with a text alone, in the order of time
}

// HeardOrder says how a file of contacts is to be taken.
type HeardOrder struct {
	ProgrammeID int64          // of rows that name none; 0: the owner's
	Zone        *time.Location // of times that name none, where no programme is given
	NewReasons  bool           // that the tree does not have are added to its top
	DryRun      bool
}

// Heard is what became of a file of contacts.
type Heard struct {
	Rows, Added, Changed, Unchanged int
	Void                            int // merged into others, or spam: left out, or taken out again
	Filed, Unfiled                  int // by words; without a reason
	Masked                          int // texts out of which something was taken
	Reasons                         int // that are new
	First, Last                     grid.Date
	DryRun                          bool
}

// longestVoice is how much of a text is kept, in characters.
const longestVoice = 2000

// Take reads contacts of a file and keeps them: a later export of the same tickets
// changes what became of them and adds none twice. Texts are masked before they are
// kept. The error names every bad line, and nothing is kept then.
func (s *Voice) Take(ctx context.Context, scope auth.Scope, o HeardOrder, file io.Reader) (Heard, error) {
	done := Heard{DryRun: o.DryRun}
	if err := ownersOnly(scope); err != nil {
		return done, err
	}
	taking, err := s.taking(ctx, scope, o)
	if err != nil {
		return done, err
	}
	tickets, err := ticket.Heard(file, taking.zone)
	if err != nil {
		return done, err
	}
	err = s.store.InTx(ctx, scope, func(ctx context.Context) error {
		list, void, err := taking.contacts(ctx, scope, tickets, &done)
		if err != nil || o.DryRun {
			return err
		}
		if err := s.store.ForgetVoices(ctx, scope, void); err != nil {
			return err
		}
		changed, err := s.store.PutVoices(ctx, scope, list)
		if err != nil {
			return err
		}
		done.Changed = int(changed) - done.Added
		done.Unchanged = len(list) - int(changed)
		return s.journal.Record(ctx, scope, "voice_contacts.import", "voice_contacts", done)
	})
	return done, err
}

// taking is what a file of contacts is read with.
type taking struct {
	*Voice
	order      HeardOrder
	zone       *time.Location
	programmes map[string]Programme // by lower-case code, "" the order's
	zones      map[int64]*time.Location
	reasons    map[string]int64 // by lower-case code and names
	filing     voice.Filing
}

func (s *Voice) taking(ctx context.Context, scope auth.Scope, o HeardOrder) (*taking, error) {
	t := &taking{Voice: s, order: o, zone: o.Zone, programmes: map[string]Programme{"": {}}, zones: map[int64]*time.Location{}, reasons: map[string]int64{}}
	if t.zone == nil {
		t.zone = time.UTC
	}
	list, err := s.programmes.List(ctx, scope, ProgrammeQuery{})
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		t.programmes[strings.ToLower(p.Code)] = p
		if t.zones[p.ID], err = s.zone(ctx, scope, p.SiteID); err != nil {
			return nil, err
		}
	}
	if o.ProgrammeID != 0 {
		p, err := s.programmes.Get(ctx, scope, o.ProgrammeID)
		if err != nil {
			return nil, err
		}
		t.programmes[""], t.zone = p, t.zones[p.ID]
	}
	return t, t.tree(ctx, scope)
}

func (t *taking) tree(ctx context.Context, scope auth.Scope) error {
	list, err := t.Reasons(ctx, scope)
	if err != nil {
		return err
	}
	var marks []voice.Mark
	for _, r := range list {
		for _, name := range []string{r.Code, r.Name, r.NameZh} {
			if name != "" {
				t.reasons[strings.ToLower(name)] = r.ID
			}
		}
		if !r.Retired && len(r.Words) > 0 {
			marks = append(marks, voice.Mark{Reason: r.ID, Words: r.Words})
		}
	}
	t.filing = voice.NewFiling(marks)
	return nil
}

// contacts turns tickets into contacts; void are codes of those that stand for nothing.
func (t *taking) contacts(ctx context.Context, scope auth.Scope, tickets []ticket.Ticket, done *Heard) (list []VoiceContact, void []string, err error) {
	codes := make([]string, len(tickets))
	for i, one := range tickets {
		codes[i] = one.ID
	}
	known, err := t.store.KnownVoices(ctx, scope, codes)
	if err != nil {
		return nil, nil, err
	}
	var faults exchange.Faults
	done.Rows = len(tickets)
	for _, one := range tickets {
		if one.Void() {
			done.Void, void = done.Void+1, append(void, one.ID)
			continue
		}
		c, err := t.contact(ctx, scope, one, known, &faults, done)
		if err != nil {
			return nil, nil, err
		}
		if _, old := known[c.Code]; !old {
			done.Added++
		}
		if done.First.IsZero() || c.Day.Before(done.First) {
			done.First = c.Day
		}
		if c.Day.After(done.Last) {
			done.Last = c.Day
		}
		list = append(list, c)
	}
	if done.DryRun {
		done.Unchanged = len(list) - done.Added
	}
	return list, void, faults.Err()
}

func (t *taking) contact(ctx context.Context, scope auth.Scope, one ticket.Ticket, known map[string]VoiceContact, faults *exchange.Faults, done *Heard) (VoiceContact, error) {
	p, found := t.programmes[strings.ToLower(one.Programme)]
	if !found {
		faults.Add(one.Line, "Programme", one.Programme, "the code of a programme, or nothing", problem.Wanting(problem.ProgrammeCode))
	}
	if one.Created.After(t.Now()) {
		faults.Add(one.Line, "Created at", one.Created.Format(time.RFC3339), "a time that has passed", problem.Wanting(problem.TimePast))
	}
	if len(one.ID) > 200 {
		faults.Add(one.Line, "Id", one.ID, "at most 200 letters", problem.Wanting(problem.Characters, 0, 200))
	}
	zone := t.zones[p.ID]
	if zone == nil {
		zone = t.zone
	}
	c := VoiceContact{
		Code: one.ID, EmployerID: p.EmployerID, ProgrammeID: p.ID, SiteID: p.SiteID, At: one.Created.UTC(), Day: grid.DateOf(one.Created.In(zone)),
		Customer: customerOf(scope.Tenant(), one.Requester), Channel: cut(one.Via, 60), Status: cut(one.Status, 40), Reopens: one.Reopens, HandleS: one.Handle,
		Satisfaction: string(one.Survey), Text: voice.Mask(cut(clean(one.Text), longestVoice)),
	}
	if c.Text != cut(clean(one.Text), longestVoice) {
		done.Masked++
	}
	if !one.Solved.IsZero() {
		seconds := int64(one.Solved.Sub(one.Created) / time.Second)
		c.SolvedS = &seconds
	}
	return c, t.file(ctx, scope, &c, one, known[c.Code], faults, done)
}

// file finds the reason of a contact: the file's, else what it was filed under before,
// else the one whose words it has.
func (t *taking) file(ctx context.Context, scope auth.Scope, c *VoiceContact, one ticket.Ticket, before VoiceContact, faults *exchange.Faults, done *Heard) error {
	switch name := strings.ToLower(one.Reason); {
	case before.Filed == ByPerson:
		c.ReasonID, c.Filed = before.ReasonID, ByPerson
	case name != "" && t.reasons[name] != 0:
		c.ReasonID, c.Filed = t.reasons[name], ByFile
	case name != "" && t.order.NewReasons && isText(one.Reason, 1, 200):
		done.Reasons++
		t.reasons[name] = -1
		if !t.order.DryRun {
			made, err := t.putReason(ctx, scope, VoiceReason{Code: "F-" + strings.ToUpper(digest(name)[:8]), Name: one.Reason, Driver: voice.Need})
			if err != nil {
				return err
			}
			t.reasons[name] = made.ID
		}
		c.ReasonID, c.Filed = t.reasons[name], ByFile
	case name != "":
		faults.Add(one.Line, "Reason", one.Reason, "the code or name of a reason in the tree; add it first, or let the file add what is new", problem.Wanting(problem.ReasonCode))
	case before.Filed == ByWords:
		c.ReasonID, c.Filed = before.ReasonID, ByWords
	default:
		if c.ReasonID = t.filing.Reason(c.Text); c.ReasonID != 0 {
			c.Filed = ByWords
			done.Filed++
		} else {
			done.Unfiled++
		}
	}
	return nil
}

// customerOf is who asked, as a number that does not say who.
func customerOf(tenant int64, requester string) string {
	if requester == "" {
		return ""
	}
	return digest(fmt.Sprintf("%d/%s", tenant, requester))[:24]
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// cut shortens a text to so many characters.
func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// clean takes out what no database keeps and no screen shows.
func clean(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "")))
}

// Contacts lists contacts, the newest first; a reason stands for everything under it.
func (s *Voice) Contacts(ctx context.Context, scope auth.Scope, q VoiceQuery) ([]VoiceContact, error) {
	if len(q.Reasons) == 1 && q.Reasons[0] != 0 {
		tree, err := s.store.VoiceReasons(ctx, scope)
		if err != nil {
			return nil, err
		}
		root := q.Reasons[0]
		q.Reasons = nil
		for id := range subtree(tree, root) {
			q.Reasons = append(q.Reasons, id)
		}
		slices.Sort(q.Reasons)
	}
	if q.TopicID != 0 {
		if _, err := s.store.VoiceTopic(ctx, scope, q.TopicID); err != nil {
			return nil, err
		}
	}
	return s.store.Voices(ctx, scope, q)
}

// File puts a contact under a reason, or under none (0).
func (s *Voice) File(ctx context.Context, scope auth.Scope, id, reason int64) (VoiceContact, error) {
	if err := ownersOnly(scope); err != nil {
		return VoiceContact{}, err
	}
	if reason != 0 {
		if _, err := s.Reason(ctx, scope, reason); err != nil {
			return VoiceContact{}, err
		}
	}
	var c VoiceContact
	err := s.store.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if _, err = s.store.FileVoices(ctx, scope, []int64{id}, reason, true); err != nil {
			return err
		}
		if c, err = s.store.VoiceContact(ctx, scope, id); err != nil {
			return err
		}
		return s.journal.Record(ctx, scope, "voice_contact.file", fmt.Sprintf("voice_contact/%d", id), map[string]any{"reason": reason})
	})
	return c, err
}
