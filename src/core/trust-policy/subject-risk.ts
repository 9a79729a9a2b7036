import type { Risk } from './risk.ts'

/**
 * Takes a pattern for the subject of a token; tells whom else it lets in, undefined where it holds no wildcard.
 * The formats are those of GitHub (repo:OWNER/REPO:…), GitLab (project_path:GROUP/PROJECT:…) and HCP Terraform
 * (organization:NAME:project:…); of any other issuer only the bare star is judged.
 */
export function subjectRisk(pattern: string): Risk | undefined {
  const star = pattern.search(/[*?]/)
  if (star < 0) return undefined
  if (/^[*?]+$/.test(pattern)) {
    return {
      level: 'critical',
      says: 'Its pattern for the subject admits every token of the issuer.',
    }
  }
  if (pattern.startsWith('repo:')) return ofRepository(pattern, star)
  if (pattern.startsWith('project_path:')) return ofProject(pattern, star)
  if (pattern.startsWith('organization:')) return ofOrganization(pattern, star)
  return undefined
}

function ofRepository(pattern: string, star: number): Risk {
  const slash = pattern.indexOf('/')
  const end = pattern.indexOf(':', 'repo:'.length)
  const owner = slash < 0 || (end >= 0 && end < slash) ? '' : pattern.slice('repo:'.length, slash)
  if (owner === '' || /[*?]/.test(withoutId(owner))) {
    return {
      level: 'critical',
      says: `The pattern ${pattern} admits repositories of other owners: a star also spans slashes.`,
    }
  }
  // The number behind @ is what stays when a name changes hands; a star for it alone keeps the owner's name.
  if (star < slash) {
    return {
      level: 'critical',
      says: `The pattern ${pattern} leaves out the number of the owner, and a star also spans slashes.`,
    }
  }
  if (end < 0 || star < end) {
    return {
      level: 'high',
      says: `The pattern ${pattern} admits other repositories of the same owner: whoever can make a repository there gets this role.`,
    }
  }
  return {
    level: 'medium',
    says: `The pattern ${pattern} admits more than one branch, tag or event, protected or not.`,
  }
}

const withoutId = (name: string) => name.replace(/@\*$/, '')

function ofProject(pattern: string, star: number): Risk {
  const path = pattern.slice('project_path:'.length)
  const end = pattern.indexOf(':', 'project_path:'.length)
  if (/^[*?]/.test(path) || !/^[^*?/]{1,255}\//.test(path)) {
    return { level: 'critical', says: `The pattern ${pattern} admits projects of other groups.` }
  }
  return end < 0 || star < end
    ? {
        level: 'high',
        says: `The pattern ${pattern} admits every project of the group and of its subgroups: a star also spans slashes.`,
      }
    : { level: 'medium', says: `The pattern ${pattern} admits more than one branch or tag.` }
}

function ofOrganization(pattern: string, star: number): Risk {
  const end = pattern.indexOf(':', 'organization:'.length)
  return end < 0 || star < end
    ? {
        level: 'critical',
        says: `The pattern ${pattern} admits workspaces of other organizations.`,
      }
    : {
        level: 'medium',
        says: `The pattern ${pattern} admits more than one workspace or phase of a run.`,
      }
}
