### The line below a commit's heading: what the forge knows of it and git does not.

about-login = by { $login }
about-first-time = 🌱 first commit here
about-pull = pull request { $pull }
about-pull-title = pull request { $pull } { $title }
# It was not made for the default branch
about-base = into { $branch }
about-labels = labels { $labels }
# Followed by issues
about-closes = closes{ " " }
about-issue = { $issue }
