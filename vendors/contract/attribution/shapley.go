package attribution

// Player is one of the four causes.
type Player int

// The players. Volume and, where knowledge or systems lengthen contacts, handle
// time are the owner's; hours and availability the vendor's.
const (
	Volume       Player = iota // contacts offered
	HandleTime                 // seconds a contact
	Hours                      // people delivered
	Availability               // share of delivered time on contacts (adherence)
)

const players = 4

// Players are all of them, in the order of their values.
var Players = [players]Player{Volume, HandleTime, Hours, Availability}

// String is the name by which files and the API know a player.
func (p Player) String() string {
	return [...]string{"volume", "handle_time", "hours", "availability"}[p]
}

// weight is |S|!(n−|S|−1)!/n! by the size of S, for four players.
var weight = [players]float64{6. / 24, 2. / 24, 2. / 24, 6. / 24}

// shapley divides v(all) − v(none) among the players; v is by set of players, bit j
// for player j.
func shapley(v *[1 << players]float64) [players]float64 {
	var phi [players]float64
	for set := range v {
		size := 0
		for j := range players {
			size += set >> j & 1
		}
		for j := range players {
			if set>>j&1 == 0 {
				phi[j] += weight[size] * (v[set|1<<j] - v[set])
			}
		}
	}
	return phi
}
