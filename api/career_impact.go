package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/careers/impact"
	"github.com/muster-wfm/muster/internal/auth"
)

// CareerImpact is the assessment of what careers does with data about people: how things
// are now, and what people of the centre say to it.
type CareerImpact struct {
	Version    int64            `json:"version" doc:"Of the words; 0: nobody has written any."`
	On         Day              `json:"on"`
	Program    string           `json:"program" doc:"The version of the program that tells it."`
	Activities []ImpactActivity `json:"activities" nullable:"false"`
	Measures   []ImpactMeasure  `json:"measures" nullable:"false"`
	Risks      []ImpactRisk     `json:"risks" nullable:"false"`
	Words      ImpactWords      `json:"words"`
	ChangedAt  *time.Time       `json:"changedAt,omitempty"`
	ChangedBy  string           `json:"changedBy,omitempty" doc:"Absent: nobody, or somebody who has left careers."`
}

// ImpactActivity is something that careers does with data about people.
type ImpactActivity struct {
	Activity string   `json:"activity" enum:"ladders,evidence,elections,rounds,leaving,early_warning,groups,hiring"`
	On       bool     `json:"on"`
	People   int      `json:"people" doc:"Of whom something is kept."`
	Oldest   *Day     `json:"oldest,omitempty" doc:"The oldest day of what is kept."`
	Months   int      `json:"months" doc:"After which it goes; 0: with the person's record."`
	Readers  []string `json:"readers" enum:"planner,supervisor,hr,vendor_manager,vendor_coordinator,agent,administrator" nullable:"false" doc:"Roles that may see it of others."`
	Own      bool     `json:"own" doc:"Everybody sees their own."`
}

// ImpactMeasure is what stands against risks.
type ImpactMeasure struct {
	Measure  string `json:"measure" enum:"off_by_default,gates,wall,apart_groups,small_groups,written_reasons,blind_scores,appeals,contests,groups_compared,secret_ballot,looks_recorded,own_data,scores_go,decisions_go,no_names,by_role"`
	Standing string `json:"standing" enum:"built_in,holds,fails,unused"`
	Figures  []int  `json:"figures" nullable:"false" doc:"small_groups: smallest group, exits below which nothing is learnt. gates: 1 where they are passed. appeals, contests: open, late. scores_go, decisions_go: months."`
	Day      *Day   `json:"day,omitempty" doc:"off_by_default: when it was switched. groups_compared: the last time. scores_go, decisions_go: the oldest that is kept."`
	Said     string `json:"said,omitempty" doc:"Why early warning was switched as it is."`
}

// ImpactRisk is what could go wrong for those concerned.
type ImpactRisk struct {
	Risk     string   `json:"risk" enum:"unfair_choice,score_decides,wrong_evidence,found_out,vote_traced,watched,strangers,kept_too_long"`
	Measures []string `json:"measures" enum:"off_by_default,gates,wall,apart_groups,small_groups,written_reasons,blind_scores,appeals,contests,groups_compared,secret_ballot,looks_recorded,own_data,scores_go,decisions_go,no_names,by_role" nullable:"false"`
	Open     []string `json:"open" enum:"off_by_default,gates,wall,apart_groups,small_groups,written_reasons,blind_scores,appeals,contests,groups_compared,secret_ballot,looks_recorded,own_data,scores_go,decisions_go,no_names,by_role" nullable:"false" doc:"Measures of these that do not hold now."`
}

// ImpactWords is what a program cannot know.
type ImpactWords struct {
	Basis  string `json:"basis" maxLength:"8000" doc:"On what law each activity rests, and why nothing milder would do."`
	Advice string `json:"advice" maxLength:"8000" doc:"Of the data protection officer."`
	Views  string `json:"views" maxLength:"8000" doc:"Of those concerned, or of who speaks for them."`
	Left   string `json:"left" maxLength:"8000" doc:"Which risk is left, and why it is accepted."`
}

type impactWordsInput struct {
	IfMatch
	Body ImpactWords
}

func impactActivityOf(r impact.Row) ImpactActivity {
	out := ImpactActivity{Activity: string(r.Activity), On: r.On, People: r.People, Oldest: dayOrNone(r.Oldest), Months: r.Months, Own: r.Own}
	out.Readers = each(r.Readers, func(role auth.Role) string { return string(role) })
	return out
}

func impactMeasureOf(m impact.Taken) ImpactMeasure {
	figures := m.Figures
	if figures == nil {
		figures = []int{}
	}
	return ImpactMeasure{string(m.Measure), string(m.Standing), figures, dayOrNone(m.Day), m.Said}
}

func impactRiskOf(r impact.Answered) ImpactRisk {
	name := func(m impact.Measure) string { return string(m) }
	return ImpactRisk{string(r.Risk), each(r.Measures, name), each(r.Open, name)}
}

func (s *Server) careerImpactOf(ctx context.Context, scope auth.Scope, r impact.Report) (*entityOutput[CareerImpact], error) {
	names, err := s.accountNames(ctx, scope)
	w := r.Words
	return &entityOutput[CareerImpact]{ETag: etag(w.Version), Body: CareerImpact{
		Version: w.Version, On: Day{r.On}, Program: r.Program, Activities: each(r.Activities, impactActivityOf), Measures: each(r.Measures, impactMeasureOf), Risks: each(r.Risks, impactRiskOf),
		Words: ImpactWords{w.Basis, w.Advice, w.Views, w.Left}, ChangedAt: orNone(w.ChangedAt), ChangedBy: names[w.ChangedBy],
	}}, err
}

func (s *Server) registerCareerImpact(api huma.API) {
	const about = "It counts people of the whole centre and names nobody. Regulation (EU) 2016/679, Article 35 (7); China's PIPL, Articles 55 and 56."
	secured(s, api, careerOperation(http.MethodGet, "/career-impact-assessment", "get-career-impact", "See the impact assessment of careers as things are now", about), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, _ *struct{}) (*entityOutput[CareerImpact], error) {
			r, err := s.Careers.Impact.Report(ctx, scope)
			if err != nil {
				return nil, err
			}
			return s.careerImpactOf(ctx, scope, r)
		})
	secured(s, api, careerOperation(http.MethodPut, "/career-impact-assessment", "replace-career-impact-words", "Write what a program cannot know", about), auth.ManageCareers,
		func(ctx context.Context, scope auth.Scope, in *impactWordsInput) (*entityOutput[CareerImpact], error) {
			b := in.Body
			_, err := s.Careers.Impact.Say(ctx, scope, impact.Words{Version: in.version(), Basis: b.Basis, Advice: b.Advice, Views: b.Views, Left: b.Left})
			if err != nil {
				return nil, err
			}
			r, err := s.Careers.Impact.Report(ctx, scope)
			if err != nil {
				return nil, err
			}
			return s.careerImpactOf(ctx, scope, r)
		})
}
