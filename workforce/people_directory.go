package workforce

import (
	"context"
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/internal/auth"
)

// shelf finds things of one kind by what people write in files: the code, or
// the name where it is unmistakable.
type shelf[T any] struct {
	kind   Kind
	byCode map[string]T
	byName map[string][]T
}

func newShelf[T any](kind Kind, things []T, codeAndName func(T) (string, string)) shelf[T] {
	s := shelf[T]{kind: kind, byCode: make(map[string]T), byName: make(map[string][]T)}
	for _, thing := range things {
		code, name := codeAndName(thing)
		s.byCode[code] = thing
		name = strings.ToLower(name)
		s.byName[name] = append(s.byName[name], thing)
	}
	return s
}

func (s shelf[T]) find(text string) (T, bool) {
	if thing, found := s.byCode[text]; found {
		return thing, true
	}
	if named := s.byName[strings.ToLower(text)]; len(named) == 1 {
		return named[0], true
	}
	var none T
	return none, false
}

// expected lists the codes that would have been understood.
func (s shelf[T]) expected() string {
	const most = 20
	codes := sortedKeys(s.byCode)
	if len(codes) == 0 {
		return fmt.Sprintf("a known %s; there is none yet", s.kind)
	}
	rest := ""
	if len(codes) > most {
		rest = fmt.Sprintf(" and %d more", len(codes)-most)
		codes = codes[:most]
	}
	return fmt.Sprintf("a known %s: %s%s", s.kind, strings.Join(codes, ", "), rest)
}

// directory is what the cells of a people file may refer to.
type directory struct {
	sites      shelf[Site]
	employers  shelf[Employer]
	teams      shelf[Team]
	agreements shelf[Agreement]
	skills     shelf[Skill]
	siteIDs    map[int64]Site
	options    ImportOptions
}

func (s *Service) readDirectory(ctx context.Context, scope auth.Scope, options ImportOptions) (directory, error) {
	d := directory{options: options, siteIDs: make(map[int64]Site)}
	sites, err := s.books.Sites.Find(ctx, scope, Filter{})
	if err != nil {
		return d, err
	}
	for _, site := range sites {
		d.siteIDs[site.ID] = site
	}
	employers, err := s.books.Employers.Find(ctx, scope, Filter{})
	if err != nil {
		return d, err
	}
	teams, err := s.books.Teams.Find(ctx, scope, Filter{})
	if err != nil {
		return d, err
	}
	agreements, err := s.books.Agreements.Find(ctx, scope, Filter{})
	if err != nil {
		return d, err
	}
	skills, err := s.books.Skills.Find(ctx, scope, Filter{})
	if err != nil {
		return d, err
	}
	d.sites = newShelf(KindSite, sites, func(s Site) (string, string) { return s.Code, s.Name })
	d.employers = newShelf(KindEmployer, employers, func(e Employer) (string, string) { return e.Code, e.Name })
	d.teams = newShelf(KindTeam, teams, func(t Team) (string, string) { return t.Code, t.Name })
	d.agreements = newShelf(KindAgreement, agreements, func(a Agreement) (string, string) { return a.Code, a.Name })
	d.skills = newShelf(KindSkill, skills, func(s Skill) (string, string) { return s.Code, s.Name })
	return d, nil
}
