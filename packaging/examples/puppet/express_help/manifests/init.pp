# @summary Installs eXpress Help from a repository of your own, puts the policy in place and checks it.
#
# For Debian and relatives; elsewhere name the repository by other means and set $repository to undef.
#
# @param ensure      A version, 'present', 'latest' or 'absent'; the last one removes the policy too
# @param repository  The address of the apt repository
# @param key         The public key of the repository, in the form that apt reads (not armoured)
# @param managed     Policy that users cannot change; every key is in docs/policy.md
# @param recommended Policy that holds until a user chooses something else
class express_help (
  String[1]           $ensure      = 'latest',
  Optional[String[1]] $repository  = 'https://mirror.example.com/express-help',
  String[1]           $key         = 'puppet:///modules/express_help/express-help.gpg',
  Hash[String, Any]   $managed     = {
    'SupportTransports' => ['mailto', 'file'],
    'SupportEmailTo'    => 'support@example.com',
    'DiagnosticTargets' => ['cts.example.com:443'],
  },
  Hash[String, Any]   $recommended = { 'Language' => 'ru' },
) {
  $there = $ensure ? { 'absent' => 'absent', default => 'file' }

  if $repository {
    file { '/usr/share/keyrings/express-help.gpg':
      ensure => $there,
      source => $key,
      mode   => '0644',
    }
    -> file { '/etc/apt/sources.list.d/express-help.list':
      ensure  => $there,
      content => "deb [signed-by=/usr/share/keyrings/express-help.gpg] ${repository} ./\n",
      mode    => '0644',
    }
    -> exec { 'express_help: read the repository':
      command => '/usr/bin/apt-get update',
      # At every run, so that 'latest' sees a new version.
      unless  => $ensure ? { 'latest' => '/bin/false', default => '/usr/bin/dpkg-query --status express-help' },
      onlyif  => $ensure ? { 'absent' => '/bin/false', default => '/bin/true' },
      before  => Package['express-help'],
    }
  }

  package { 'express-help':
    ensure => $ensure,
  }

  if $ensure == 'absent' {
    file { '/etc/express-help':
      ensure => absent,
      force  => true,
    }
  } else {
    # Only root may write to any of them: the program refuses the policy otherwise.
    file { ['/etc/express-help', '/etc/express-help/policies',
            '/etc/express-help/policies/managed', '/etc/express-help/policies/recommended']:
      ensure => directory,
      owner  => 'root',
      group  => 'root',
      mode   => '0755',
    }
    $folders = { 'managed' => $managed, 'recommended' => $recommended }
    $folders.each |$folder, $policy| {
      $json = inline_template("<% require 'json' %><%= JSON.pretty_generate(@policy) %>\n")
      file { "/etc/express-help/policies/${folder}/50-organisation.json":
        ensure  => file,
        owner   => 'root',
        group   => 'root',
        mode    => '0644',
        content => $json,
        before  => Exec['express_help: check'],
      }
    }
    # Checks policy too. As long as something is wrong every run fails here and says what.
    exec { 'express_help: check':
      command     => 'express-help --selftest --lang en',
      unless      => 'express-help --selftest',
      path        => ['/usr/bin', '/bin'],
      environment => ['HOME=/root'],
      require     => Package['express-help'],
    }
  }
}
