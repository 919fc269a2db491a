package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/vendors"
	"github.com/muster-wfm/muster/vendors/member"
	"github.com/muster-wfm/muster/workforce"
)

// Crowding is the verbs by which the centre's crowd gets its past.
type Crowding struct {
	Workforce  *workforce.Service
	Users      *auth.Service
	Programmes *vendors.Programmes
	Members    *vendors.Members
	Releases   *vendors.Releases
	Payrolls   *vendors.Payrolls
	Authority  *vendors.Authority
	Triangles  *vendors.Triangles
	InTx       func(ctx context.Context, scope auth.Scope, work func(context.Context) error) error
}

// The crowd's programme, and how many people it has.
const (
	crowdProgramme = "CROWD-CHAT"
	crowdQueue     = "GZ-CHAT"
	crowdSize      = 30
)

// gathering builds the crowd of a centre.
type gathering struct {
	Crowding
	scope     auth.Scope
	centre    Centre
	loc       *time.Location
	rnd       *rand.Rand
	now       time.Time
	programme vendors.Programme
	queue     workforce.Queue
	people    []workforce.Person
	users     map[string]int64
	members   []vendors.CrowdMember // in the order of people
	made      []Account
}

// BuildCrowd gives the crowd of a centre members in every state, exams and
// certificates, bookings, a pay statement with differences, grants and decisions, and
// a triangle. It returns the accounts that came with them.
func BuildCrowd(ctx context.Context, c Crowding, centre Centre, seed uint64) ([]Account, error) {
	b := &gathering{Crowding: c, scope: auth.SystemScope(1), centre: centre, rnd: stream(seed, "crowd"), users: map[string]int64{}}
	duty := c.Authority.Duty
	defer func(clock func() time.Time) {
		c.Members.Now, c.Releases.Now, c.Payrolls.Now, c.Authority.Now, c.Triangles.Now = clock, clock, clock, clock, clock
		c.Authority.Duty = duty
	}(c.Members.Now)
	clock := func() time.Time { return b.now }
	c.Members.Now, c.Releases.Now, c.Payrolls.Now, c.Authority.Now, c.Triangles.Now = clock, clock, clock, clock, clock
	c.Authority.Duty = nil // most of the past has no bookings to compare with
	err := c.InTx(ctx, b.scope, func(ctx context.Context) error {
		for _, step := range []func(context.Context) error{b.place, b.staff, b.accounts, b.lives, b.work, b.released, b.paid, b.matrix, b.grants, b.decisions, b.triangle} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		err = fmt.Errorf("crowd of the demonstration centre: %w", err)
	}
	return b.made, err
}

// at sets the clock to an hour of a day so many days from today, by the site's clock.
func (b *gathering) at(days int, hour float64) {
	b.now = b.centre.Today.AddDays(days).Start(b.loc).Add(time.Duration(hour * float64(time.Hour)))
}

// as is the scope of the centre with the work put down to an account.
func (b *gathering) as(email string) auth.Scope { return b.scope.WithActor(b.users[email]) }

// owner is who decides most of the crowd's.
const owner = "vendors@demo.example"

func (b *gathering) place(ctx context.Context) error {
	for _, a := range b.centre.Accounts {
		b.users[a.Email] = a.ID
	}
	b.queue = b.centre.Queues[slices.IndexFunc(b.centre.Queues, func(q workforce.Queue) bool { return q.Code == crowdQueue })]
	site := b.centre.Sites[slices.IndexFunc(b.centre.Sites, func(s workforce.Site) bool { return s.ID == b.queue.SiteID })]
	b.loc = site.Location()
	list, err := b.Programmes.List(ctx, b.scope, vendors.ProgrammeQuery{EmployerID: b.centre.Employers["CROWD"]})
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(p vendors.Programme) bool { return p.Code == crowdProgramme })
	if at < 0 {
		return fmt.Errorf("no programme %s", crowdProgramme)
	}
	b.programme = list[at]
	return nil
}

// staff finds the people of the crowd at the site, and hires more where they are few.
func (b *gathering) staff(ctx context.Context) error {
	employer := b.centre.Employers["CROWD"]
	list, err := b.Workforce.People.Find(ctx, b.scope, workforce.Filter{EmployerIDs: []int64{employer}})
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.SiteID == b.queue.SiteID && len(b.people) < crowdSize {
			b.people = append(b.people, p)
		}
	}
	terms, err := b.Workforce.Agreements.Find(ctx, b.scope, workforce.Filter{Codes: []string{"CROWD"}})
	if err != nil || len(b.people) == crowdSize {
		return err
	}
	teams, err := b.Workforce.Teams.Find(ctx, b.scope, workforce.Filter{Codes: []string{teamCode("GZ", "CROWD")}})
	if err != nil {
		return err
	}
	var more []workforce.Person
	for len(b.people)+len(more) < crowdSize {
		number := 90_000 + len(more) + 1
		person := workforce.Person{
			Code: fmt.Sprintf("CROWD-%05d", number), Name: nameAt("CN", b.rnd), Email: fmt.Sprintf("crowd%d@demo.example", number),
			SiteID: b.queue.SiteID, EmployerID: employer, HiredOn: b.centre.Today.AddDays(-150 - b.rnd.IntN(60)),
			Skills: []workforce.SkillSpell{{SkillID: b.queue.SkillID, Level: 2 + b.rnd.IntN(3)}}, Availability: crowdHours(b.rnd),
		}
		if len(teams) > 0 {
			person.TeamID = teams[0].ID
		}
		if len(terms) > 0 {
			person.Agreements = []workforce.AgreementSpell{{AgreementID: terms[0].ID}}
		}
		more = append(more, person)
	}
	hired, err := b.Workforce.CreatePeople(ctx, b.scope, more)
	b.people = append(b.people, hired...)
	return err
}

// accounts makes the partner's coordinator, the counterparts of two more corners, and
// a member who signs in with a phone.
func (b *gathering) accounts(ctx context.Context) error {
	employer := b.centre.Employers["CROWD"]
	phone := b.people[8]
	for _, user := range []auth.User{
		{Email: "crowd@demo.example", Name: "Cai Crowd", Roles: []auth.Role{auth.VendorCoordinator}, Employer: employer},
		{Email: "crowd.quality@demo.example", Name: "Qing Quality", Roles: []auth.Role{auth.VendorCoordinator}, Employer: employer},
		{Email: "crowd.training@demo.example", Name: "Tao Training", Roles: []auth.Role{auth.VendorCoordinator}, Employer: employer},
		{Email: "member@demo.example", Name: phone.Name, Roles: []auth.Role{auth.Agent}, Person: phone.ID},
	} {
		user.Locale, user.Theme = "en", "auto"
		if user.Person != 0 && agentReadsChinese(phone) {
			user.Locale = "zh"
		}
		made, err := b.Users.CreateUser(ctx, b.scope, user, Password)
		if err != nil {
			return err
		}
		b.users[user.Email] = made.ID
		b.made = append(b.made, Account{ID: made.ID, Role: user.Roles[0], Email: user.Email, Password: Password, Name: user.Name, Person: user.Person})
	}
	return nil
}

// standing is how far a member has come.
type standing struct {
	to        member.State
	good, bad float64 // graded work
}

// livesOf are the members in the order of people: those who wait first, so that the
// list shows at once that something is to do.
var livesOf = []standing{
	{member.Applied, 0, 0}, {member.Applied, 0, 0}, {member.Applied, 0, 0}, {member.Applied, 0, 0}, {member.Screened, 0, 0}, {member.Screened, 0, 0}, {member.Screened, 0, 0},
	{member.Active, 420, 6}, {member.Active, 118, 3}, {member.Active, 104, 2}, {member.Active, 88, 6}, {member.Active, 240, 7}, {member.Active, 61, 5}, {member.Active, 35, 2},
	{member.Training, 0, 0}, {member.Training, 0, 0}, {member.Training, 0, 0}, {member.Training, 0, 0},
	{member.Exam, 0, 0}, {member.Exam, 0, 0}, {member.Exam, 0, 0}, {member.Exam, 0, 0},
	{member.Probation, 22, 1}, {member.Probation, 31, 2}, {member.Probation, 12, 0},
	{member.Watch, 52, 19}, {member.Suspended, 140, 22}, {member.Remedial, 60, 24}, {member.ReExam, 71, 26}, {member.Exited, 40, 3},
}

// lives brings every member to where they stand.
func (b *gathering) lives(ctx context.Context) error {
	for i, of := range livesOf {
		m, err := b.live(ctx, i, of)
		if err != nil {
			return fmt.Errorf("member %d: %w", i+1, err)
		}
		b.members = append(b.members, m)
	}
	return nil
}

func (b *gathering) live(ctx context.Context, i int, of standing) (vendors.CrowdMember, error) {
	by := b.as(owner)
	working := of.to != member.Applied && of.to != member.Screened && of.to != member.Training && of.to != member.Exam
	began := -30 + i%5*4
	if working {
		began = -100 + i
	}
	b.at(began, 10)
	m, err := b.Members.Apply(ctx, b.as("crowd@demo.example"), b.programme.ID, b.people[i].ID)
	if err != nil || of.to == member.Applied {
		return m, err
	}
	yes := true
	notes := vendors.MemberNotes{Consent: &yes, Identity: &yes}
	if of.to != member.Screened && of.to != member.Training {
		notes.Trained = &yes
	}
	if m, err = b.Members.Note(ctx, by, m.ID, m.Version, notes); err != nil {
		return m, err
	}
	for k, to := range []member.State{member.Screened, member.Training, member.Exam} {
		b.at(began+3+5*k, 11)
		if m, err = b.step(ctx, m, vendors.MemberStep{To: to, Evidence: []string{crowdEvidence[to]}}); err != nil || of.to == to {
			if err == nil && to == member.Exam {
				err = b.sits(ctx, i, m)
			}
			return m, err
		}
	}
	return b.worked(ctx, m, of, began+16)
}

// crowdEvidence is what the steps of the demonstration rest on.
var crowdEvidence = map[member.State]string{
	member.Screened: "call of the partner, identity card seen", member.Training: "joined the course of the week", member.Exam: "course attended, 12 hours",
	member.Probation: "exam passed", member.Active: "200 contacts, two months", member.Watch: "alarm of the chart of critical errors",
}

func (b *gathering) step(ctx context.Context, m vendors.CrowdMember, step vendors.MemberStep) (vendors.CrowdMember, error) {
	return b.Members.Step(ctx, b.as(owner), m.ID, m.Version, step)
}

// sits has candidates sit their exams: two are on the way, one has failed.
func (b *gathering) sits(ctx context.Context, i int, m vendors.CrowdMember) error {
	letters := map[int]string{18: "ggggggeggggggg", 19: "ggeggggggeggggggggegggggg", 20: "geggeeggeg"}[i]
	if letters == "" {
		return nil
	}
	_, err := b.exam(ctx, m, letters)
	return err
}

// exam sits an exam, one letter an item.
func (b *gathering) exam(ctx context.Context, m vendors.CrowdMember, letters string) (vendors.MemberExam, error) {
	e, err := b.Members.BeginExam(ctx, b.as(owner), m.ID, b.queue.SkillID)
	if err != nil {
		return e, err
	}
	answers := make([]member.Answer, len(letters))
	for i, letter := range letters {
		answers[i] = member.Answer{Error: letter != 'g', Critical: letter == 'c'}
	}
	return b.Members.AnswerExam(ctx, b.as(owner), m.ID, e.ID, 0, answers)
}

// worked brings a member from the exam to where they stand.
func (b *gathering) worked(ctx context.Context, m vendors.CrowdMember, of standing, day int) (vendors.CrowdMember, error) {
	b.at(day, 14)
	if _, err := b.exam(ctx, m, "gggggggggggggggggggggggggggggggg"); err != nil {
		return m, err
	}
	b.at(day+1, 9)
	m, err := b.step(ctx, m, vendors.MemberStep{To: member.Probation, Evidence: []string{crowdEvidence[member.Probation]}})
	if err != nil {
		return m, err
	}
	contacts, alarm := int64(180+b.rnd.IntN(60)), of.to == member.Watch
	if of.to != member.Probation {
		contacts += 60
	}
	if m, err = b.Members.Note(ctx, b.as(owner), m.ID, m.Version, vendors.MemberNotes{Contacts: &contacts, Good: &of.good, Bad: &of.bad, Alarm: &alarm}); err != nil {
		return m, err
	}
	for k, step := range laterSteps[of.to] {
		if b.at(min(-1, day+40+10*k), 15); of.to == member.Suspended {
			b.at(-2, 15) // so that the appeal is still to be decided
		}
		if m, err = b.step(ctx, m, step); err != nil {
			return m, err
		}
		if step.To == member.Suspended && of.to != member.Suspended {
			yes := true
			if m, err = b.Members.Note(ctx, b.as(owner), m.ID, m.Version, vendors.MemberNotes{Confirm: true, Trained: &yes}); err != nil {
				return m, err
			}
		}
	}
	switch of.to {
	case member.Suspended:
		b.at(-1, 20)
		f, err := b.Members.File(ctx, b.scope, m.ID)
		if err == nil {
			_, err = b.Members.Appeal(ctx, b.scope.WithActor(m.PersonID), m.ID, len(f.Events)-1, "The contact was not mine: I was swapped out that evening.")
		}
		return m, err
	case member.ReExam:
		_, err = b.exam(ctx, m, "ggggggeg")
	}
	return m, err
}

// laterSteps lead on from probation.
var laterSteps = map[member.State][]vendors.MemberStep{
	member.Active: {{To: member.Active, Evidence: []string{crowdEvidence[member.Active]}}},
	member.Watch:  {{To: member.Watch, Evidence: []string{crowdEvidence[member.Watch]}}},
	member.Suspended: {
		{To: member.Suspended, Ground: member.Breach, Evidence: []string{"refund to an own account, contact 2210-77"}},
	},
	member.Remedial: {
		{To: member.Suspended, Ground: member.CriticalError, Evidence: []string{"wrong tariff promised, contact 1904-11"}}, {To: member.Remedial, Evidence: []string{"plan of three lessons"}},
	},
	member.ReExam: {
		{To: member.Suspended, Ground: member.CriticalError, Evidence: []string{"data read out without check, contact 1811-40"}}, {To: member.Remedial, Evidence: []string{"plan of two lessons"}},
		{To: member.ReExam, Evidence: []string{"lessons finished"}},
	},
	member.Exited: {{To: member.Exited, Exit: member.Voluntary, Evidence: []string{"letter of the member"}}},
}

// work gives some members other certificates: one about to end, one lapsed.
func (b *gathering) work(ctx context.Context) error {
	skills, err := b.Workforce.Skills.Find(ctx, b.scope, workforce.Filter{Codes: []string{"billing"}})
	if err != nil || len(skills) == 0 {
		return err
	}
	b.at(0, 0.2)
	for member, ago := range map[int]int{7: 82, 10: 130} {
		c := vendors.MemberCertificate{MemberID: b.members[member].ID, SkillID: skills[0].ID, Granted: b.centre.Today.AddDays(-ago), Method: "course of the owner"}
		if _, err := b.Members.Certify(ctx, b.as(owner), c); err != nil {
			return err
		}
	}
	return nil
}
